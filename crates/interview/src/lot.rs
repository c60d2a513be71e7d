//! Lots: a number handed in decides what could as well be otherwise. Nothing here draws by itself, and no order of asking changes
//! what a lot says.

/// The lot of `name` for `purpose` in the draw that was handed in: the same three give the same number, and any other another.
pub(crate) fn lot(draw: u64, purpose: &str, name: &str) -> u64 {
    // FNV-1a over the words, a nought byte between them, then the finish of SplitMix64, which spreads near numbers.
    let bytes = purpose.bytes().chain([0]).chain(name.bytes());
    let sum = bytes.fold(draw ^ 0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let sum = sum.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let sum = (sum ^ (sum >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let sum = (sum ^ (sum >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    sum ^ (sum >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::lot;

    #[test]
    fn lots_differ_and_stay() {
        let all: BTreeSet<u64> = (0..100)
            .flat_map(|draw| ["a", "b", "ab"].map(|name| lot(draw, "who", name)))
            .collect();
        assert_eq!(all.len(), 300);
        assert_eq!(lot(7, "who", "a"), lot(7, "who", "a"));
        assert_ne!(lot(7, "who", "a"), lot(7, "whoa", ""));
    }

    #[test]
    fn each_of_two_is_first_about_as_often() {
        let first = (0..1000)
            .filter(|draw| lot(*draw, "who", "a") < lot(*draw, "who", "b"))
            .count();
        assert!((430..570).contains(&first), "{first}");
    }
}
