//! How many stories to aim for. The default is few and deep; the quota by level is an upper target a person switches on.

use glidepath_domain::Level;

/// Never fewer stories than this. Source: domain §3.
pub const FEWEST_STORIES: u32 = 10;

/// The default target, in deep and flexible stories. Source: domain §3.
pub const TARGET_STORIES: std::ops::RangeInclusive<u32> = 10..=12;

/// An upper target for a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelQuota {
    /// How many principles to have stories for.
    pub principles: u32,
    /// How many stories.
    pub stories: u32,
}

/// The upper target for a level: L5 has 8 principles and 20 stories, L7 has 14 and 37. The others lie on the line through
/// these two, halves rounded up, and no more than the sixteen principles there are. Source: domain §3.
#[must_use]
pub const fn level_quota(level: Level) -> LevelQuota {
    let (principles, stories) = match level {
        Level::L4 => (5, 12),
        Level::L5 => (8, 20),
        Level::L6 => (11, 29),
        Level::L7 => (14, 37),
        Level::L8 => (16, 46),
    };
    LevelQuota { principles, stories }
}

/// A bank beside what it aims for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Stories in the bank.
    pub stories: u32,
    /// Those that lack nothing.
    pub ready: u32,
    /// Principles in scope with at least one story.
    pub covered: u32,
    /// Principles in scope.
    pub scope: u32,
    /// The upper target, where it is switched on.
    pub upper: Option<LevelQuota>,
}

impl Tally {
    /// Where the bank stands, in a sentence or two.
    #[must_use]
    pub fn say(&self) -> String {
        let Self {
            stories,
            ready,
            covered,
            scope,
            upper,
        } = *self;
        let mut said = format!("{ready} of {stories} stories ready, {covered} of {scope} principles with a story.");
        said.push_str(&match upper {
            Some(quota) => format!(
                " Your upper target is {} stories over {} principles.",
                quota.stories, quota.principles
            ),
            None => format!(
                " Aim for {} to {} deep ones.",
                TARGET_STORIES.start(),
                TARGET_STORIES.end()
            ),
        });
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_line_through_the_two_known_levels() {
        for (step, &level) in (-1i32..).zip(Level::ALL) {
            // Twice the value, so that halves stay whole: 20 + 8.5 a level, 8 + 3 a level.
            let stories = (40 + 17 * step + 1).div_euclid(2);
            let principles = (8 + 3 * step).min(16);
            let quota = level_quota(level);
            assert_eq!(
                (quota.principles as i32, quota.stories as i32),
                (principles, stories),
                "{level}"
            );
            assert!(quota.stories >= FEWEST_STORIES);
        }
    }
}
