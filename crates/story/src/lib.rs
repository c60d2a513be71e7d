//! One story: its frames, its readiness, its facts, and the digging that brings it up.
