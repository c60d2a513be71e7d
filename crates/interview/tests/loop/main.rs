//! A loop from outside: who sits, what is planned, what comes next, what is said, how the candidate's own questions are read, and
//! which stories were told twice.

mod own;
mod planned;
mod said;
mod sample;
mod seated;
mod steps;
mod told_twice;
