//! A drill from where it stands to its end: the answer, follow-ups, the teller's own verdict. Whatever breaks it off, what was said is kept.

use std::io::Write as _;

use glidepath_app::find_questions::question;
use glidepath_app::practice::{Asked, Rating, Said, ask_next, enough, finish_turn, pass_turn, rate_drill};
use glidepath_app::{Bank, Error, Kept, Recordings, Reviewer};
use glidepath_domain::{Attempt, Drill, DrillState, Principle, ShownNudge, Variant, Verdict};
use glidepath_interview::{Cut, Telling, cut_in};
use glidepath_practice::{Now, Nudging, TakePlan, read, wants_conflict};

use super::keyboard::{Key, Keyboard};
use crate::clock::stopwatch;
use crate::context::Context;
use crate::report::practice as report;

/// Everything a drill at the terminal is held with.
pub(in crate::verb) struct Room<'r> {
    pub(in crate::verb) bank: &'r Bank,
    pub(in crate::verb) recordings: &'r Recordings,
    pub(in crate::verb) reviewer: &'r Reviewer,
    pub(in crate::verb) context: &'r Context,
    /// Whether standard output is for a program: what is said to a person goes to standard error then.
    pub(in crate::verb) json: bool,
}

/// What the teller brings.
pub(in crate::verb) struct Brought {
    /// What they type, or replies written beforehand.
    pub(in crate::verb) keyboard: Keyboard,
    /// Their own verdict, where they gave it beforehand.
    pub(in crate::verb) verdict: Option<Verdict>,
    /// The story told, where they named it.
    pub(in crate::verb) story: Option<String>,
}

/// A drill after a stretch of it.
pub(in crate::verb) enum Held {
    /// It goes on.
    On(Kept<Drill>),
    /// It ended: its review may be seen.
    Done(Kept<Drill>),
    /// Nobody goes on with it now. What was said is kept.
    Waits(Kept<Drill>, Why),
}

/// Why nobody goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::verb) enum Why {
    /// There is nobody to ask, or they have ended.
    Gone,
    /// Ctrl-C.
    Stopped,
}

/// What was typed in one turn.
pub(in crate::verb) struct Typed {
    pub(in crate::verb) said: Said,
    /// Why it ended, unless the teller ended it.
    pub(in crate::verb) broken: Option<Why>,
}

impl Room<'_> {
    /// Goes on from where the drill stands, until it is done or nobody goes on.
    ///
    /// # Errors
    /// When the bank or the terminal fails. What was said before is kept.
    pub(in crate::verb) async fn go_on(&self, kept: Kept<Drill>, brought: &mut Brought) -> Result<Held, Error> {
        let mut held = Held::On(kept);
        while let Held::On(kept) = held {
            held = match kept.value.state {
                DrillState::Done | DrillState::Left => Held::Done(kept),
                DrillState::Telling => self.tell(kept, &mut brought.keyboard).await?,
                DrillState::Asking => self.ask(kept, &mut brought.keyboard).await?,
                DrillState::Rating => self.rate(kept, brought).await?,
            };
        }
        Ok(held)
    }

    /// The question is shown, and its answer typed.
    async fn tell(&self, kept: Kept<Drill>, keyboard: &mut Keyboard) -> Result<Held, Error> {
        self.show(&report::question(&kept, self.context.paint()));
        if !keyboard.is_person() {
            return Ok(Held::Waits(kept, Why::Gone));
        }
        self.context
            .say("Type your answer. An empty line or Ctrl-D ends it; Ctrl-C stops, and keeps what you typed.");
        let typed = self.listen(keyboard, Some(&kept.value)).await?;
        self.finish(kept, typed).await
    }

    /// The next follow-up is asked, and answered or passed; or the asking ends.
    async fn ask(&self, kept: Kept<Drill>, keyboard: &mut Keyboard) -> Result<Held, Error> {
        if keyboard.is_spent() {
            return Ok(Held::On(enough(self.bank, &kept.id, kept.version).await?));
        }
        let kept = match ask_next(self.bank, self.reviewer, &kept.id, kept.version).await? {
            Asked::Question(kept) => kept,
            Asked::Ended { drill, why } => {
                self.show(&report::asking_ended(why.words(), self.context.paint()));
                return Ok(Held::On(drill));
            }
        };
        let asked = kept
            .value
            .turns
            .last()
            .map(|turn| turn.asked.as_str())
            .unwrap_or_default();
        self.show(&report::follow_up(asked, keyboard.is_person(), self.context.paint()));
        let typed = self.listen(keyboard, None).await?;
        match typed.said.text.trim() {
            "pass" => {
                let took = typed.said.took_ms;
                let passed = pass_turn(self.bank, self.recordings, &kept.id, kept.version, took).await?;
                Ok(Held::On(passed))
            }
            "enough" => Ok(Held::On(enough(self.bank, &kept.id, kept.version).await?)),
            _ => self.finish(kept, typed).await,
        }
    }

    /// The teller says how it went, before they see what the review says.
    async fn rate(&self, kept: Kept<Drill>, brought: &mut Brought) -> Result<Held, Error> {
        let verdict = match brought.verdict {
            Some(verdict) => verdict,
            None if !brought.keyboard.is_person() => return Ok(Held::Waits(kept, Why::Gone)),
            None => loop {
                let mark = "\nHow did it go, before you see the review: below, meets or raises the bar? ";
                match brought.keyboard.next(mark).await? {
                    Key::Line(line) => match verdict_of(&line) {
                        Some(verdict) => break verdict,
                        None => self.context.say("Write below, meets or raises; b, m or r will do."),
                    },
                    Key::Gone => return Ok(Held::Waits(kept, Why::Gone)),
                    Key::Stopped => return Ok(Held::Waits(kept, Why::Stopped)),
                }
            },
        };
        let rating = Rating {
            verdict,
            story: brought.story.clone(),
        };
        let done = rate_drill(self.bank, self.reviewer, &kept.id, kept.version, &rating).await?;
        Ok(Held::On(done))
    }

    /// What is typed until the teller ends it. The answer itself is held as its drill says: nudged, perhaps cut in on. Both come when a line ends,
    /// so that nothing breaks into one. In a loop the question itself may be passed too.
    pub(in crate::verb) async fn listen(
        &self,
        keyboard: &mut Keyboard,
        answered: Option<&Drill>,
    ) -> Result<Typed, Error> {
        if let Keyboard::Written(_) = keyboard {
            let text = match keyboard.next("").await? {
                Key::Line(text) => text,
                Key::Gone | Key::Stopped => String::new(),
            };
            let said = Said {
                text,
                ..Said::default()
            };
            return Ok(Typed { said, broken: None });
        }
        let mut nudging = match answered {
            Some(drill) => Some(Nudging::new(TakePlan {
                limit_s: drill.limit_s,
                shown: drill.nudged,
                conflict: self.wants_conflict(drill).await,
            })),
            None => None,
        };
        let limit_s = answered.map(|drill| drill.limit_s);
        let (mut text, mut broken, mut interrupted_ms) = (String::new(), None, None);
        let since = stopwatch();
        loop {
            match keyboard.next(&report::mark(since(), limit_s)).await? {
                Key::Line(line) if !line.trim().is_empty() => {
                    text.push_str(&line);
                    text.push('\n');
                    let may_pass = answered.is_none_or(|drill| drill.of_loop.is_some());
                    if may_pass && matches!(text.trim(), "pass" | "enough") {
                        break;
                    }
                }
                // Who has not begun yet is thinking.
                Key::Line(_) if text.is_empty() => continue,
                Key::Line(_) => break,
                Key::Gone => {
                    broken = text.is_empty().then_some(Why::Gone);
                    break;
                }
                Key::Stopped => {
                    broken = Some(Why::Stopped);
                    break;
                }
            }
            if let Some(cut) = answered
                .filter(|_| interrupted_ms.is_none())
                .and_then(|drill| self.cut_in(drill, &text, since()))
            {
                interrupted_ms = Some(cut.at_ms);
                self.context.say(&report::cut_in(&cut.text, self.context.paint()));
                continue;
            }
            let now = Now {
                so_far: Some(read(&text)),
                ..Now::at(since())
            };
            if let Some(nudge) = nudging.as_mut().and_then(|nudging| nudging.tick(&now)) {
                self.context
                    .say(&report::nudge(nudge.kind.words(), self.context.paint()));
            }
        }
        let shown = nudging.iter().flat_map(Nudging::shown).map(|nudge| ShownNudge {
            code: nudge.kind.slug().to_owned(),
            at_ms: nudge.at_ms,
        });
        let said = Said {
            text,
            took_ms: Some(since()),
            nudges: shown.collect(),
            interrupted_ms,
            ..Said::default()
        };
        Ok(Typed { said, broken })
    }

    /// Keeps what was typed, also what was broken off.
    async fn finish(&self, kept: Kept<Drill>, typed: Typed) -> Result<Held, Error> {
        let nothing = typed.said.text.trim().is_empty();
        let kept = match typed.broken {
            Some(_) if nothing => kept,
            _ => finish_turn(self.bank, self.recordings, &kept.id, kept.version, &typed.said).await?,
        };
        Ok(match typed.broken {
            Some(why) => Held::Waits(kept, why),
            None => Held::On(kept),
        })
    }

    /// What the teller is cut in on with, where that was chosen and it is time.
    fn cut_in(&self, drill: &Drill, text: &str, elapsed_ms: u64) -> Option<Cut> {
        if drill.variant != Variant::Interrupted {
            return None;
        }
        let (review, _) = self.reviewer.review(&Attempt::of(text, self.bank.today()));
        cut_in(&Telling {
            text,
            sentences: &review.sentences,
            elapsed_ms,
            limit_ms: u64::from(drill.limit_s) * 1_000,
        })
    }

    async fn wants_conflict(&self, drill: &Drill) -> bool {
        if drill.question.is_empty() {
            return drill.principles.first() == Some(&Principle::HaveBackbone);
        }
        // A question that was removed meanwhile is asked all the same, without this nudge.
        let known = question(self.bank, &drill.question).await;
        known.is_ok_and(|known| wants_conflict(&known.question))
    }

    /// Says something to the person. What is kept is kept, also where nobody is left to read this.
    pub(in crate::verb) fn show(&self, text: &str) {
        drop(if self.json {
            std::io::stderr().lock().write_all(text.as_bytes())
        } else {
            std::io::stdout().lock().write_all(text.as_bytes())
        });
    }
}

/// A verdict by its first letters, as a person types it.
fn verdict_of(line: &str) -> Option<Verdict> {
    let typed = line.trim().to_lowercase();
    let mut fitting = Verdict::ALL
        .iter()
        .filter(|verdict| !typed.is_empty() && verdict.slug().starts_with(&typed));
    fitting.next().copied()
}
