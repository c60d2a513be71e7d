//! Bad news about files: the whole import refused, or a remark on what was passed over.

use std::fmt;

/// The most problems that are listed at once; the rest are counted.
const MOST_LISTED: usize = 20;

/// Why nothing of an import was taken. The same shape as every error of the program: a code, what, why, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable, in kebab case: scripts may rely on it.
    pub code: &'static str,
    /// What happened.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do.
    pub fix: String,
}

impl Refusal {
    pub(crate) fn new(
        code: &'static str,
        what: impl Into<String>,
        why: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            code,
            what: what.into(),
            why: why.into(),
            fix: fix.into(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.what, self.why, self.fix)
    }
}

impl std::error::Error for Refusal {}

/// What was passed over while the rest was taken, and what one may do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The file, with line or row where there is one.
    pub place: String,
    /// What was passed over.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do.
    pub fix: String,
}

impl Remark {
    pub(crate) fn new(
        place: impl Into<String>,
        what: impl Into<String>,
        why: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
            why: why.into(),
            fix: fix.into(),
        }
    }
}

/// Problems gathered over a whole import, so that a person mends them in one go.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    listed: Vec<String>,
    more: usize,
}

impl Problems {
    /// Adds one; `problem` begins with its place.
    pub(crate) fn add(&mut self, problem: impl Into<String>) {
        if self.listed.len() < MOST_LISTED {
            self.listed.push(problem.into());
        } else {
            self.more += 1;
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.listed.len() + self.more
    }

    /// Refuses with all of them, if there are any.
    pub(crate) fn into_refusal(
        self,
        code: &'static str,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) -> Result<(), Refusal> {
        if self.listed.is_empty() {
            return Ok(());
        }
        let mut why = self.listed.join("; ");
        if self.more > 0 {
            why.push_str(&format!("; and {} more", self.more));
        }
        Err(Refusal::new(code, what, why, fix))
    }
}

#[cfg(test)]
mod tests {
    use super::Problems;

    #[test]
    fn problems_are_listed_up_to_twenty_and_then_counted() {
        let mut problems = Problems::default();
        for row in 0..25 {
            problems.add(format!("row {row}"));
        }
        let refusal = problems.into_refusal("x", "what", "fix").unwrap_err();
        assert!(refusal.why.ends_with("row 19; and 5 more"), "{}", refusal.why);
        assert!(Problems::default().into_refusal("x", "what", "fix").is_ok());
    }
}
