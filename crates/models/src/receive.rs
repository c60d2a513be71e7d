//! How far a download has come, told step by step, and how much is taken at most.

/// Bytes of one file at most.
pub(crate) const LARGEST: u64 = 4 << 30;

/// Where a download stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'s> {
    /// The file being received.
    pub path: &'s str,
    /// Which one it is, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// Bytes of it that are here.
    pub have: u64,
    /// Bytes it has, where that is known.
    pub size: Option<u64>,
}

/// Who is told.
pub trait Progress {
    /// A file began, grew or ended.
    fn at(&mut self, step: Step<'_>);
}

/// Nobody.
impl Progress for () {
    fn at(&mut self, _: Step<'_>) {}
}
