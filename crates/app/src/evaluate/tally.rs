//! Counting: hits, alarms and misses, what they come to, and how far off that may be.

/// How often something was said and right, said and wrong, and not said though it was there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Said, and right.
    pub hit: usize,
    /// Said, and wrong.
    pub alarm: usize,
    /// Not said, though it was there.
    pub miss: usize,
}

impl Tally {
    /// Counts one case.
    pub const fn count(&mut self, there: bool, said: bool) {
        match (there, said) {
            (true, true) => self.hit += 1,
            (false, true) => self.alarm += 1,
            (true, false) => self.miss += 1,
            (false, false) => {}
        }
    }

    /// Share of what was said that was right; `None` where nothing was said.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        share(self.hit, self.hit + self.alarm)
    }

    /// Share of what was there that was said; `None` where nothing was there.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        share(self.hit, self.hit + self.miss)
    }

    /// Their harmonic mean; `None` where nothing was said or there.
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        share(2 * self.hit, 2 * self.hit + self.alarm + self.miss)
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            hit: self.hit + other.hit,
            alarm: self.alarm + other.alarm,
            miss: self.miss + other.miss,
        }
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The 95 % interval of a share seen `part` times in `whole` (Wilson's), from 0 to 1 where nothing was seen.
#[must_use]
pub fn interval(part: usize, whole: usize) -> (f64, f64) {
    const Z: f64 = 1.96;
    if whole == 0 {
        return (0.0, 1.0);
    }
    let n = whole as f64;
    let share = part as f64 / n;
    let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// Weighted kappa of two orderings in three marks, quadratic weights: 1 where all agree, 0 by chance. `None` where a kappa
/// has no meaning, since all marks are one.
#[must_use]
pub(super) fn quadratic_kappa(table: &[[usize; 3]; 3]) -> Option<f64> {
    let n: usize = table.iter().flatten().sum();
    let row = |i: usize| table[i].iter().sum::<usize>() as f64;
    let column = |j: usize| table.iter().map(|r| r[j]).sum::<usize>() as f64;
    let (mut seen, mut chance) = (0.0, 0.0);
    for (i, cells) in table.iter().enumerate() {
        for (j, cell) in cells.iter().enumerate() {
            let weight = i.abs_diff(j).pow(2) as f64;
            seen += weight * *cell as f64;
            chance += weight * row(i) * column(j) / (n as f64).max(1.0);
        }
    }
    (chance > 0.0).then(|| 1.0 - seen / chance)
}

/// Cohen's kappa of two yes-or-no labellings: `both`, only the first, only the second, neither.
#[must_use]
pub(super) fn kappa(both: usize, first: usize, second: usize, neither: usize) -> Option<f64> {
    let n = (both + first + second + neither) as f64;
    if n == 0.0 {
        return None;
    }
    let agreed = (both + neither) as f64 / n;
    let (a, b) = ((both + first) as f64 / n, (both + second) as f64 / n);
    let chance = a * b + (1.0 - a) * (1.0 - b);
    (chance < 1.0).then(|| (agreed - chance) / (1.0 - chance))
}

#[cfg(test)]
mod tests {
    use super::{Tally, interval, kappa, quadratic_kappa};

    #[test]
    fn shares_and_their_intervals() {
        let tally = Tally {
            hit: 6,
            alarm: 2,
            miss: 4,
        };
        assert_eq!((tally.precision(), tally.recall()), (Some(0.75), Some(0.6)));
        assert!((tally.f1().unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(Tally::default().f1(), None);
        let (low, high) = interval(6, 8);
        assert!(
            (low - 0.409).abs() < 2e-3 && (high - 0.929).abs() < 2e-3,
            "{low} {high}"
        );
        assert_eq!(interval(0, 0), (0.0, 1.0));
    }

    #[test]
    fn kappas() {
        assert_eq!(quadratic_kappa(&[[5, 0, 0], [0, 5, 0], [0, 0, 5]]), Some(1.0));
        assert_eq!(quadratic_kappa(&[[9, 0, 0], [0, 0, 0], [0, 0, 0]]), None);
        let far = quadratic_kappa(&[[5, 0, 1], [0, 5, 0], [0, 0, 5]]).unwrap();
        let near = quadratic_kappa(&[[5, 1, 0], [0, 5, 0], [0, 0, 5]]).unwrap();
        assert!(near > far);
        assert!((kappa(20, 5, 10, 15).unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(kappa(10, 0, 0, 0), None);
    }
}
