//! The hash of the code tables.

/// Returns a hash of `bytes`, which reads eight bytes at a time. The order of the bytes does not depend on the machine.
///
/// Generated tables are built and searched with this function. The hash does not resist an attacker who chooses the
/// keys of a table, but the keys are the codes of a catalog.
#[inline]
#[must_use]
pub const fn hash(bytes: &[u8]) -> u64 {
    let (mut hash, mut rest) = (bytes.len() as u64, bytes);
    while let Some((word, tail)) = rest.split_first_chunk() {
        hash = mix(hash ^ u64::from_le_bytes(*word));
        rest = tail;
    }
    let mut word = 0;
    while let Some((byte, tail)) = rest.split_last() {
        word = word << 8 | *byte as u64;
        rest = tail;
    }
    mix(hash ^ word)
}

/// Multiplies, and adds both halves of the product without carry, so that each bit of the result depends on all bits.
/// The multiplier is 2^64 divided by the golden ratio, as in Knuth, "The Art of Computer Programming", section 6.4.
const fn mix(word: u64) -> u64 {
    let product = word as u128 * 0x9e37_79b9_7f4a_7c15;
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;
    use alloc::format;

    use super::hash;

    /// Every byte counts, at every place and after every length.
    #[test]
    fn texts_that_differ_in_one_byte_have_different_hashes() {
        let texts = (0..20_usize).flat_map(|len| (0..=len).map(move |at| format!("{:a>at$}{:b>1$}", "", len - at)));
        let texts: BTreeSet<_> = texts.collect();
        let hashes: BTreeSet<u64> = texts.iter().map(|text| hash(text.as_bytes())).collect();
        assert_eq!((hashes.len(), texts.len()), (210, 210));
    }

    /// The codes of large catalogs are alike, and the table uses only the lower bits.
    #[test]
    fn similar_codes_spread_over_a_table() {
        for size in [64_u64, 1 << 11, 1 << 15] {
            let slots: BTreeSet<u64> =
                (0..size / 2).map(|n| hash(format!("order_{n}_failed").as_bytes()) % size).collect();
            // Random slots would fill 39 % of the table.
            assert!(slots.len() as u64 * 100 / size > 35, "{} of {size}", slots.len());
        }
    }
}
