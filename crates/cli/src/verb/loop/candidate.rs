//! The candidate's side of a loop at the terminal: who is at the door, what is asked, what is said to it. Each reply is kept before the
//! next thing is asked.

use glidepath_app::loops::{
    Stand, after_turn, ask_by_person, close_round, enter_round, invite_questions, mock_loop, replan, round_used_s,
    stand,
};
use glidepath_app::practice::{Said, TYPED, enough, finish_turn, pass_turn, write_turn};
use glidepath_app::{Error, Kept};
use glidepath_domain::{Drill, Loop};

use super::brought::Brought;
use crate::report::mock_loop as report;
use crate::verb::practice::keyboard::{Key, Keyboard};
use crate::verb::practice::listening::Listening;
use crate::verb::practice::telling::{Room, Why};

/// A loop after a stretch of it.
pub(super) enum Ended {
    /// It is over.
    Over(Kept<Loop>),
    /// Nobody goes on with it now.
    Waits(Kept<Loop>, Why),
}

/// Who is interviewed, with what they type and what they brought along.
pub(super) struct Candidate<'r> {
    pub(super) room: Room<'r>,
    pub(super) listening: &'r Listening,
    pub(super) keyboard: Keyboard,
    pub(super) brought: Option<Brought>,
}

impl Candidate<'_> {
    /// Goes on from where the loop stands, until it is over or nobody goes on.
    pub(super) async fn go_on(&mut self, id: &str) -> Result<Ended, Error> {
        let bank = self.room.bank;
        loop {
            let (kept, stand) = stand(bank, id).await?;
            let why = match stand {
                Stand::Over { says } => {
                    self.says(&kept, kept.value.rounds.len(), &says);
                    return Ok(Ended::Over(kept));
                }
                Stand::Waiting { round, says } => self.door(&kept, round, &says).await?,
                Stand::Question {
                    round,
                    turn,
                    drill,
                    says,
                    exchange,
                } => {
                    self.says(&kept, round + 1, &says);
                    self.question(&kept, (round, exchange, turn), drill).await?
                }
                Stand::Unwritten { turn, drill, .. } => self.unwritten(drill, turn).await?,
                Stand::Onward { .. } => {
                    after_turn(bank, self.room.reviewer, id).await?;
                    None
                }
                Stand::Person { round, exchange } => self.person(&kept, round, exchange.is_some()).await?,
                Stand::Closing { round, says } => {
                    self.says(&kept, round + 1, &says);
                    self.closing(&kept).await?
                }
            };
            if let Some(why) = why {
                return Ok(Ended::Waits(mock_loop(bank, id).await?, why));
            }
        }
    }

    /// What an interviewer says; `number` counts rounds from 1.
    fn says(&self, kept: &Kept<Loop>, number: usize, says: &[String]) {
        let seat = number
            .checked_sub(1)
            .and_then(|at| kept.value.rounds.get(at))
            .map(|round| &round.seat);
        if let Some(seat) = seat {
            self.room.show(&report::says(seat, says));
        }
    }

    /// Somebody is at the door.
    async fn door(&mut self, kept: &Kept<Loop>, round: usize, goodbye: &[String]) -> Result<Option<Why>, Error> {
        if let Some(Brought::Own(_)) = self.brought {
            return Err(not_yet());
        }
        // What the one before says on leaving belongs to their round.
        self.says(kept, round, goodbye);
        self.room
            .show(&report::door(&kept.value, round, self.room.context.paint()));
        if round > 0 {
            // Stories are told out of the bank or not: a loop goes on without them.
            let free = replan(self.room.bank, &kept.id).await;
            let said = free.map(|free| report::free(&free, self.room.context.paint()));
            self.room.show(&said.unwrap_or_default());
        }
        if self.keyboard.is_person() && self.brought.is_none() {
            match self.keyboard.next("Enter lets them in, Ctrl-D rests > ").await? {
                Key::Line(_) => {}
                Key::Gone => return Ok(Some(Why::Gone)),
                Key::Stopped => return Ok(Some(Why::Stopped)),
            }
        } else if self.brought.is_none() {
            return Ok(Some(Why::Gone));
        }
        enter_round(self.room.bank, &kept.id, kept.version).await?;
        Ok(None)
    }

    /// A question or a follow-up, and what is said to it. `at` is its round, exchange and turn.
    async fn question(
        &mut self,
        kept: &Kept<Loop>,
        at: (usize, usize, usize),
        drill: Kept<Drill>,
    ) -> Result<Option<Why>, Error> {
        let bank = self.room.bank;
        if let Some(Brought::Own(_)) = self.brought {
            return Err(not_yet());
        }
        let used = round_used_s(bank, kept, at.0).await?;
        let typed = self.keyboard.is_person() && self.brought.is_none();
        self.room.show(&report::question(
            &kept.value,
            at,
            &drill.value,
            used,
            typed,
            self.room.context.paint(),
        ));
        if let Some(brought) = self.brought.take() {
            self.reply(drill, brought).await?;
            return Ok(None);
        }
        if !self.keyboard.is_person() {
            return Ok(Some(Why::Gone));
        }
        let answered = (at.2 == 0).then_some(&drill.value);
        let typed = self.room.listen(&mut self.keyboard, answered).await?;
        match typed.said.text.trim() {
            "" => {}
            "pass" => {
                let took = typed.said.took_ms;
                pass_turn(bank, self.room.recordings, &drill.id, drill.version, took).await?;
            }
            "enough" if at.2 > 0 => {
                enough(bank, &drill.id, drill.version).await?;
            }
            _ => {
                finish_turn(bank, self.room.recordings, &drill.id, drill.version, &typed.said).await?;
            }
        }
        Ok(typed.broken)
    }

    /// Replies with what was brought along.
    async fn reply(&self, drill: Kept<Drill>, brought: Brought) -> Result<(), Error> {
        let (bank, recordings) = (self.room.bank, self.room.recordings);
        match brought {
            Brought::Own(_) => return Err(not_yet()),
            Brought::Pass => {
                pass_turn(bank, recordings, &drill.id, drill.version, None).await?;
            }
            Brought::Words(text) => {
                let said = Said {
                    text,
                    ..Said::default()
                };
                finish_turn(bank, recordings, &drill.id, drill.version, &said).await?;
            }
            Brought::Sound(file) => {
                self.listening.take_in(&drill, &file).await?;
                let finished = finish_turn(bank, recordings, &drill.id, drill.version, &Said::default()).await?;
                let turn = finished.value.turns.len().saturating_sub(1);
                self.listening.write_down(&self.room, &finished, turn).await?;
            }
        }
        Ok(())
    }

    /// Something was spoken and nobody has written it down: they try again, unless its words were brought along.
    async fn unwritten(&mut self, drill: Kept<Drill>, turn: usize) -> Result<Option<Why>, Error> {
        match self.brought.take() {
            Some(Brought::Words(text)) => {
                write_turn(self.room.bank, &drill.id, drill.version, turn, &text, &[], TYPED).await?;
            }
            brought => {
                self.brought = brought;
                self.listening.write_down(&self.room, &drill, turn).await?;
            }
        }
        Ok(None)
    }

    /// A person sits there and puts the next question at the same keyboard, or elsewhere.
    async fn person(&mut self, kept: &Kept<Loop>, round: usize, may_follow: bool) -> Result<Option<Why>, Error> {
        let bank = self.room.bank;
        self.room.show(&report::person_asks(
            &kept.value,
            round,
            may_follow,
            self.room.context.paint(),
        ));
        if self.brought.is_some() {
            return Err(Error::invalid(
                "loop-not-now",
                "Nothing is asked at the moment",
                "a person sits in this round, and puts the next question",
                "They ask with `glidepath loop card LOOP ROUND --ask`, or on the scorecard's page.",
            ));
        }
        if !self.keyboard.is_person() {
            return Ok(Some(Why::Gone));
        }
        match self.keyboard.next("they ask > ").await? {
            Key::Stopped => return Ok(Some(Why::Stopped)),
            Key::Gone => return Ok(Some(Why::Gone)),
            Key::Line(line) => match line.trim() {
                "" => {}
                "end" => {
                    invite_questions(bank, &kept.id, round).await?;
                }
                asked => {
                    let (asked, follow_up) = asked.strip_prefix('+').map_or((asked, false), |rest| (rest, true));
                    let put = ask_by_person(bank, &kept.id, round, asked, follow_up && may_follow).await;
                    self.tell(put.map(drop))?;
                }
            },
        }
        Ok(None)
    }

    /// The candidate's own questions, line by line.
    async fn closing(&mut self, kept: &Kept<Loop>) -> Result<Option<Why>, Error> {
        match self.brought.take() {
            None => {}
            Some(Brought::Own(asked)) => {
                close_round(self.room.bank, &kept.id, kept.version, &asked).await?;
                return Ok(None);
            }
            Some(_) => return Err(your_turn()),
        }
        if !self.keyboard.is_person() {
            return Ok(Some(Why::Gone));
        }
        let mut asked = Vec::new();
        loop {
            let mark = if asked.is_empty() {
                "your question, or Enter for none > "
            } else {
                "another, or Enter > "
            };
            match self.keyboard.next(mark).await? {
                Key::Line(line) if line.trim().is_empty() => break,
                Key::Line(line) => asked.push(line),
                Key::Gone => break,
                Key::Stopped => return Ok(Some(Why::Stopped)),
            }
        }
        let closed = close_round(self.room.bank, &kept.id, kept.version, &asked).await;
        self.tell(closed.map(drop))?;
        Ok(None)
    }

    /// Tells somebody at the keyboard what was wrong with what they typed, so that they can type it again.
    fn tell(&self, done: Result<(), Error>) -> Result<(), Error> {
        match done {
            Err(error) if error.kind == glidepath_app::ErrorKind::Invalid => {
                self.room
                    .context
                    .say(&format!("{}: {}. {}", error.what, error.why, error.fix));
                Ok(())
            }
            done => done,
        }
    }
}

fn not_yet() -> Error {
    Error::invalid(
        "loop-not-now",
        "It is not yet your turn to ask",
        "a round ends with your own questions, and this one has not come to them",
        "Answer or pass what is asked first.",
    )
}

fn your_turn() -> Error {
    Error::invalid(
        "loop-not-now",
        "It is your turn to ask",
        "the interviewer has no more questions, so there is nothing to answer",
        "Ask with --own-question WORDS, or end the round with --no-questions.",
    )
}
