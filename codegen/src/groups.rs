//! Groups values by a text.

use error_catalog_model::Interner;

/// Values by their keys. A key of several parts has the separator [`SEPARATOR`] between them, so that keys have the
/// order of their parts.
pub(crate) struct Groups<V> {
    keys: Interner<'static>,
    values: Vec<V>,
}

pub(crate) const SEPARATOR: char = '\0';

impl<V> Groups<V> {
    pub(crate) fn new() -> Self {
        Self { keys: Interner::default(), values: Vec::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value of a key. The first call for the key makes the value.
    pub(crate) fn group(&mut self, key: String, make: impl FnOnce() -> V) -> &mut V {
        let index = self.keys.insert(key.into_bytes()).unwrap_or(self.values.len());
        if index == self.values.len() {
            self.values.push(make());
        }
        &mut self.values[index]
    }

    /// The values in the order of their keys.
    pub(crate) fn sorted(&self) -> impl Iterator<Item = &V> {
        self.keys.sorted().into_iter().map(|index| &self.values[index])
    }
}
