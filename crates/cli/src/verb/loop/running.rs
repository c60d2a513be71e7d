//! `loop run`: the rounds, from wherever the loop stands. Each thing said is kept before the next is asked, so that whatever breaks
//! it off, it goes on there.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use glidepath_app::loops::answer_sheet::{AnswerSheet, LONGEST_SHEET, parse};
use glidepath_app::loops::{
    Stand, after_turn, ask_by_person, close_round, debrief_loop, enter_round, find_loop, invite_questions, list_loops,
    replay, round_used_s, sample_loop, stand,
};
use glidepath_app::practice::{Said, TYPED, enough, finish_turn, pass_turn, write_turn};
use glidepath_app::review_answer::LONGEST;
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::{Drill, Loop, LoopState};

use super::looking;
use crate::bank::with_bank;
use crate::brain::{self, Work};
use crate::complaint::Outcome;
use crate::context::Context;
use crate::ears;
use crate::input::Source;
use crate::report::mock_loop as report;
use crate::verb::practice::keyboard::{Key, Keyboard};
use crate::verb::practice::listening::{self, Listening};
use crate::verb::practice::telling::{Room, Why};

/// The exit code after Ctrl-C, as shells have it.
const STOPPED: u8 = 130;

/// Which loop, and where answers come from when nobody types them.
#[derive(Debug, clap::Args)]
pub(super) struct RunArgs {
    /// Which; the latest that is on unless named.
    #[arg(value_name = "LOOP")]
    named: Option<String>,
    /// Replay a whole loop from a file, as `loop show --answers` writes it: one of its own, or the rounds of LOOP that are to come.
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["text", "file", "pass", "own_questions", "no_questions"])]
    answers: Option<PathBuf>,
    /// Replay an invented engineer's loop, to look at its debrief.
    #[arg(long, conflicts_with_all = ["named", "answers", "text", "file", "pass", "own_questions", "no_questions"])]
    sample: bool,
    /// A file with the next answer in words; - is standard input. Who is at the door is let in.
    #[arg(long, value_name = "FILE|-")]
    text: Option<PathBuf>,
    /// A sound file with the next answer: WAV, MP3, M4A, OGG, Opus, WebM or FLAC.
    #[arg(long, value_name = "AUDIO", conflicts_with = "text")]
    file: Option<PathBuf>,
    /// Pass the next question.
    #[arg(long, conflicts_with_all = ["text", "file"])]
    pass: bool,
    /// At the end of a round: a question of your own. Repeatable.
    #[arg(long = "own-question", value_name = "WORDS", conflicts_with_all = ["text", "file", "pass"])]
    own_questions: Vec<String>,
    /// At the end of a round: no question of your own.
    #[arg(long, conflicts_with_all = ["text", "file", "pass", "own_questions"])]
    no_questions: bool,
}

/// One reply that was brought along.
enum Brought {
    Words(String),
    Sound(PathBuf),
    Pass,
    Own(Vec<String>),
}

/// A loop after a stretch of it.
enum Ended {
    /// It is over.
    Over(Kept<Loop>),
    /// Nobody goes on with it now.
    Waits(Kept<Loop>, Why),
}

pub(super) fn run(args: &RunArgs, context: &Context) -> Outcome {
    if args.sample {
        return replayed(&sample_loop()?, None, context);
    }
    if let Some(path) = &args.answers {
        let what = "a loop of six rounds is about 40,000 bytes";
        let text = Source::of(path).text_of(LONGEST_SHEET, what, "Give one loop at a time.")?;
        return replayed(&parse(&text)?, args.named.as_deref(), context);
    }
    live(args, context)
}

/// Holds a loop whose answers are written down, and prints its debrief.
fn replayed(sheet: &AnswerSheet, named: Option<&str>, context: &Context) -> Outcome {
    let recordings = ears::recordings(context)?;
    let (reviewer, _) = brain::reviewer(context, &context.config()?, false, Work::Many);
    let text = with_bank(context, async |bank| {
        let onto = match named {
            Some(named) => Some(find_loop(bank, named).await?.id),
            None => None,
        };
        let kept = replay(bank, &reviewer, &recordings, sheet, onto.as_deref()).await?;
        looking::shown_debrief(&debrief_loop(bank, &reviewer, &kept.id).await?, context)
    })?;
    context.print(&text)?;
    Ok(0)
}

fn live(args: &RunArgs, context: &Context) -> Outcome {
    let json = context.json()?;
    let brought = brought(args)?;
    let listening = listening::prepare(context, None)?;
    let (reviewer, _) = brain::reviewer(context, &context.config()?, false, Work::Few);
    let (text, code) = with_bank(context, async |bank| {
        let kept = match &args.named {
            Some(named) => find_loop(bank, named).await?,
            None => latest_running(bank).await?,
        };
        let room = Room {
            bank,
            recordings: &listening.recordings,
            reviewer: &reviewer,
            context,
            json,
        };
        let keyboard = keyboard(args);
        if kept.value.state == LoopState::Running && brought.is_none() && !keyboard.is_person() {
            return Err(needs_person());
        }
        let mut chair = Candidate {
            room,
            listening: &listening,
            keyboard,
            brought,
        };
        Ok(match chair.go_on(&kept.id).await? {
            Ended::Over(kept) => {
                let debriefed = debrief_loop(bank, &reviewer, &kept.id).await?;
                (looking::shown_debrief(&debriefed, context)?, 0)
            }
            Ended::Waits(kept, why) => {
                context.say(&report::waiting(&kept, context.paint()));
                let shown = if json {
                    looking::shown(bank, &kept, json, context).await?
                } else {
                    String::new()
                };
                (shown, if why == Why::Stopped { STOPPED } else { 0 })
            }
        })
    })?;
    context.print(&text)?;
    Ok(code)
}

/// Who is interviewed, with what they type and what they brought along.
struct Candidate<'r> {
    room: Room<'r>,
    listening: &'r Listening,
    keyboard: Keyboard,
    brought: Option<Brought>,
}

impl Candidate<'_> {
    /// Goes on from where the loop stands, until it is over or nobody goes on.
    async fn go_on(&mut self, id: &str) -> Result<Ended, Error> {
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
                return Ok(Ended::Waits(mock(bank, id).await?, why));
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

async fn mock(bank: &Bank, id: &str) -> Result<Kept<Loop>, Error> {
    glidepath_app::loops::mock_loop(bank, id).await
}

async fn latest_running(bank: &Bank) -> Result<Kept<Loop>, Error> {
    let loops = list_loops(bank).await?;
    loops
        .into_iter()
        .find(|kept| kept.value.state == LoopState::Running)
        .ok_or_else(|| {
            Error::not_found(
                "no-open-loop",
                "No loop is on",
                "none was begun, or all are over",
                "Begin one: glidepath loop new.",
            )
        })
}

/// What was brought along, read before anything is begun.
fn brought(args: &RunArgs) -> Result<Option<Brought>, Error> {
    if args.no_questions || !args.own_questions.is_empty() {
        return Ok(Some(Brought::Own(args.own_questions.clone())));
    }
    if args.pass {
        return Ok(Some(Brought::Pass));
    }
    if let Some(file) = &args.file {
        // That it can be opened is known before anybody is let in for it.
        Source::of(file).open()?;
        return Ok(Some(Brought::Sound(file.clone())));
    }
    let Some(path) = &args.text else { return Ok(None) };
    let what = "an answer of two to three minutes is about 2,000 bytes";
    let text = Source::of(path).text_of(LONGEST, what, "Give one answer at a time.")?;
    if text.trim().is_empty() {
        return Err(Error::invalid(
            "turn-empty",
            "Nothing was said yet",
            format!("{} holds no words", Source::of(path).name()),
            "Give a file with an answer, or pass the question with --pass.",
        ));
    }
    Ok(Some(Brought::Words(text)))
}

/// Who types; nobody where the answer comes through standard input, or it is no terminal.
fn keyboard(args: &RunArgs) -> Keyboard {
    let piped = args.text.as_ref().is_some_and(|path| path.as_os_str() == "-");
    if !piped && io::stdin().is_terminal() && io::stderr().is_terminal() {
        Keyboard::typed()
    } else {
        Keyboard::Written(Default::default())
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

fn needs_person() -> Error {
    Error::invalid(
        "needs-terminal",
        "There is nobody to answer",
        "standard input is no terminal, and no answer was brought along",
        "Give the next one with --text FILE, --file AUDIO or --pass; at the end of a round --own-question WORDS or --no-questions. Or replay all answers with --answers FILE.",
    )
}
