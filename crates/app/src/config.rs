//! The user's settings: a TOML file read strictly, so that a slip of the pen is named and not ignored.
