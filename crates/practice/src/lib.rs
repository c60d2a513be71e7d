//! Practice: nudges and their trial, clocks, recall and its schedule, blocks. No IO, no clock, no chance.
