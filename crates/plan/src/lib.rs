//! Coverage: the matrix, quotas, the deck and the loop, solved exactly.
