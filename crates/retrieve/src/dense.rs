//! Vectors in a byte a number, and how near two of them are.

use crate::meaning::WIDTH;

/// A vector of length one, each number times 127 and rounded. What that costs in nearness is under a hundredth.
pub(crate) type Small = [i8; WIDTH];

/// The vector, made one long and small; `None` when it has another width or no direction.
pub(crate) fn small(vector: &[f32]) -> Option<Box<Small>> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if vector.len() != WIDTH || !length.is_finite() || length <= f32::EPSILON {
        return None;
    }
    // The largest number of a unit vector is far under one: more of the byte is used, and `near` takes it out again.
    let mut out = Box::new([0_i8; WIDTH]);
    for (to, from) in out.iter_mut().zip(vector) {
        *to = (from / length * SCALE).round().clamp(-127.0, 127.0) as i8;
    }
    Some(out)
}

/// A number of a unit vector is about a twentieth; four times that still fits.
const SCALE: f32 = 508.0;

/// The cosine of two small vectors.
pub(crate) fn near(a: &Small, b: &Small) -> f32 {
    let mut sum = 0_i32;
    for (x, y) in a.chunks_exact(32).zip(b.chunks_exact(32)) {
        // Sixteen bits hold a product, thirty-two the sum: the compiler makes vector instructions of this shape.
        sum += x
            .iter()
            .zip(y)
            .map(|(x, y)| i32::from(i16::from(*x) * i16::from(*y)))
            .sum::<i32>();
    }
    sum as f32 / (SCALE * SCALE)
}

/// The signs of a vector's numbers, a bit each: for a first look over very many.
pub(crate) type Bits = [u64; WIDTH / 64];

pub(crate) fn bits(vector: &Small) -> Bits {
    let mut out = [0_u64; WIDTH / 64];
    for (word, numbers) in out.iter_mut().zip(vector.chunks_exact(64)) {
        for (place, number) in numbers.iter().enumerate() {
            *word |= u64::from(*number > 0) << place;
        }
    }
    out
}

/// How many signs differ: the fewer, the nearer.
pub(crate) fn apart(a: &Bits, b: &Bits) -> u32 {
    a.iter().zip(b).map(|(x, y)| (x ^ y).count_ones()).sum()
}

#[cfg(test)]
mod tests {
    use super::{apart, bits, near, small};
    use crate::meaning::WIDTH;

    fn vector(seed: u32) -> Vec<f32> {
        let mut state = seed.wrapping_mul(2_654_435_761).max(1);
        let next = |_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state as f32 / u32::MAX as f32 - 0.5
        };
        (0..WIDTH).map(next).collect()
    }

    #[test]
    fn a_byte_a_number_keeps_nearness() {
        for seed in 1..40 {
            let (a, mut b) = (vector(seed), vector(seed + 100));
            for (to, from) in b.iter_mut().zip(&a) {
                *to += from * seed as f32 / 20.0;
            }
            let dot: f32 = a.iter().zip(&b).map(|(x, y)| x * y).sum();
            let length = |v: &[f32]| v.iter().map(|x| x * x).sum::<f32>().sqrt();
            let exact = dot / length(&a) / length(&b);
            let rounded = near(&small(&a).unwrap(), &small(&b).unwrap());
            assert!((exact - rounded).abs() < 0.01, "{exact} {rounded}");
        }
    }

    #[test]
    fn signs_tell_near_from_far() {
        let (a, b) = (vector(1), vector(2));
        let mixed: Vec<f32> = a.iter().zip(&b).map(|(x, y)| x + 0.3 * y).collect();
        let of = |v: &[f32]| bits(&small(v).unwrap());
        assert_eq!(apart(&of(&a), &of(&a)), 0);
        assert!(apart(&of(&a), &of(&mixed)) * 2 < apart(&of(&a), &of(&b)));
    }

    #[test]
    fn no_direction_no_vector() {
        assert!(small(&[0.0; WIDTH]).is_none() && small(&[1.0; 3]).is_none() && small(&[f32::NAN; WIDTH]).is_none());
    }
}
