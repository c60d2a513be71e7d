//! Finding: which principles a question probes, and which story answers it.
