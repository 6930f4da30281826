//! Finds texts by their hash, and sorts.
//!
//! Each user compiles this package without optimizations, and each type in a map or in a sorted list would compile the
//! map or the sort of the standard library once more. The code below is compiled once for all types.

use std::borrow::Cow;
use std::cmp::Ordering;

use error_catalog_wire::hash;

/// Numbers distinct keys in the order in which they are inserted, from 0 on. The data of a key is in a list of the
/// caller.
#[derive(Clone, Debug, Default)]
pub struct Interner<'a> {
    keys: Vec<Cow<'a, [u8]>>,
    /// A hash table with open addressing: 1 + the number of a key, or 0. At most half of the slots are in use.
    slots: Vec<u32>,
}

impl<'a> Interner<'a> {
    /// Inserts these keys. If several keys are equal, the first determines the number.
    pub fn of(keys: impl Iterator<Item = &'a str>) -> Self {
        let mut interner = Self::default();
        keys.for_each(|key| _ = interner.insert(key.as_bytes()));
        interner
    }

    /// Returns the number of a key, or inserts the key and returns `None`.
    pub fn insert(&mut self, key: impl Into<Cow<'a, [u8]>>) -> Option<usize> {
        self.insert_key(key.into())
    }

    fn insert_key(&mut self, key: Cow<'a, [u8]>) -> Option<usize> {
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(&key);
        if self.slots[slot] != 0 {
            return Some(self.slots[slot] as usize - 1);
        }
        self.keys.push(key);
        self.slots[slot] = self.keys.len() as u32;
        None
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(16)];
        for at in 0..self.keys.len() {
            let slot = self.slot(&self.keys[at]);
            self.slots[slot] = at as u32 + 1;
        }
    }

    /// Returns the number of a key.
    #[must_use]
    pub fn find(&self, key: &[u8]) -> Option<usize> {
        if self.keys.is_empty() { None } else { (self.slots[self.slot(key)] as usize).checked_sub(1) }
    }

    /// The slot of a key, or the empty slot in which the key belongs.
    fn slot(&self, key: &[u8]) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(key) as usize & mask;
        while self.slots[slot] != 0 && *self.keys[self.slots[slot] as usize - 1] != *key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// The keys in the order of their numbers.
    pub fn into_keys(self) -> impl Iterator<Item = Cow<'a, [u8]>> {
        self.keys.into_iter()
    }

    /// The numbers of the keys, in the order of the keys.
    #[must_use]
    pub fn sorted(&self) -> Vec<usize> {
        order(self.keys.len(), &|one, other| self.keys[one].cmp(&self.keys[other]))
    }
}

/// Values by their keys.
#[derive(Clone, Debug)]
pub struct InternedMap<'a, V> {
    keys: Interner<'a>,
    values: Vec<V>,
}

impl<V> Default for InternedMap<'_, V> {
    fn default() -> Self {
        Self { keys: Interner::default(), values: Vec::new() }
    }
}

impl<'a, V: Copy> InternedMap<'a, V> {
    /// Returns the value of a key.
    #[must_use]
    pub fn get(&self, key: &[u8]) -> Option<V> {
        self.keys.find(key).map(|index| self.values[index])
    }

    /// Adds a value, unless the key has one.
    pub fn add(&mut self, key: impl Into<Cow<'a, [u8]>>, value: V) {
        if self.keys.insert(key).is_none() {
            self.values.push(value);
        }
    }
}

/// Sorts as [`slice::sort_by`] does.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut places = order(items.len(), &|one, other| compare(&items[one], &items[other]));
    invert(&mut places);
    for at in 0..items.len() {
        while places[at] != at {
            let place = places[at];
            items.swap(at, place);
            places.swap(at, place);
        }
    }
}

/// The indices of `len` items, in the order of the items.
fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

/// Turns the item of each place into the place of each item.
fn invert(order: &mut Vec<usize>) {
    let mut places = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, item)| places[*item] = place);
    *order = places;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_numbers_while_the_table_grows() {
        let keys: Vec<String> = (0..1000).map(|number| format!("key_{}", number * 7919 % 1000)).collect();
        let mut interner = Interner::of(keys.iter().map(String::as_str));
        assert_eq!(Interner::default().find(b"key_0"), None);
        for (number, key) in keys.iter().enumerate() {
            assert_eq!(interner.find(key.as_bytes()), Some(number), "{key}");
            assert_eq!(interner.insert(key.as_bytes()), Some(number), "{key}");
        }
        assert_eq!(interner.find(b"key"), None);
        assert_eq!(interner.insert(&b"key"[..]), None);
        assert_eq!(interner.find(b"key"), Some(1000));
        let sorted: Vec<&str> =
            interner.sorted().iter().map(|at| keys.get(*at).map_or("key", String::as_str)).collect();
        assert!(sorted.is_sorted() && sorted.len() == 1001);
    }

    #[test]
    fn sorts_every_permutation_and_keeps_the_order_of_equal_items() {
        for seed in 0_u32..4096 {
            let mut items: Vec<(u32, usize)> = (0..6).map(|at| (seed >> (2 * at) & 3, at as usize)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by(&mut items, |one, other| one.0.cmp(&other.0));
            assert_eq!(items, expected);
        }
    }
}
