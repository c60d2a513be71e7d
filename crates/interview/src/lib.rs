//! What an interviewer asks next, and what is made of the reply: the ladder of follow-ups, temperaments, breaking depth. No IO, no clock, no chance.
