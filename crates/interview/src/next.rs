//! The next follow-up, or why there is none: aimed at what is weakest, a layer deeper each time, never at what was answered. Pure: the
//! same ground gives the same question.

use std::collections::BTreeSet;

use glidepath_content::{FollowUpTemplate, Source, Want, follow_ups};
use glidepath_domain::{Finding, Layer, Question, ReplyKind, Review, Span, Temperament, Turn};

use crate::answered::{holds, unquoted, wanted};
use crate::blank::{Said, fill};
use crate::heard::{Heard, attempt};
use crate::ladder::{authored, layers, template_of};
use crate::quote::piece;
use crate::reply::{ReplyReading, read_reply};
use crate::signal::Signal;

/// Most follow-ups of one layer. Twelve in all is ten to fifteen minutes on one answer. Source: domain §6.
pub const MOST_A_LAYER: usize = 2;

/// Replies in a row without anything new that end the ladder.
const THIN_REPLIES: usize = 2;

/// Share of two questions' content words from which on they are the same question.
const SAME: f64 = 0.6;

/// Everything a follow-up rests on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The question of the bank, where it is one.
    pub question: Option<&'a Question>,
    /// The question as it was asked.
    pub asked: &'a str,
    /// The answer.
    pub answer: &'a str,
    /// What the reviewer said of it.
    pub review: &'a Review,
    /// Follow-ups so far with their replies, without the question itself.
    pub turns: &'a [Turn],
    /// What the replies were worth, one to one with `turns`; what is missing is read here.
    pub replies: &'a [ReplyReading],
    /// How the interviewer carries it.
    pub temperament: Temperament,
    /// The most follow-ups; `None` when they go on until the evidence ends.
    pub most: Option<u32>,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// A question.
    Ask(Probe),
    /// Nothing more.
    End(EndReason),
}

/// A follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The words to say.
    pub text: String,
    /// How deep it goes.
    pub layer: Layer,
    /// Slug of the rule it aims at; empty where it follows the question's own ladder.
    pub aims_at: String,
    /// Words of the answer, or of the latest reply, that it quotes exactly; empty where it quotes none.
    pub quote: String,
    /// What it is about, a file of `content/followups`; empty where it follows the question's own ladder.
    pub variable: &'static str,
    /// Why it is asked: one sentence, for the page once the drill is over.
    pub why: String,
}

impl Probe {
    /// The turn that puts it.
    #[must_use]
    pub fn turn(&self) -> Turn {
        Turn {
            layer: Some(self.layer),
            aims_at: self.aims_at.clone(),
            quote: self.quote.clone(),
            ..Turn::open(&self.text)
        }
    }
}

/// Why nothing more is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndReason {
    /// As many as were to be asked.
    Enough,
    /// Two passes in a row.
    PassedTwice,
    /// Two replies in a row brought nothing new.
    EvidenceEnded,
    /// Everything there is to ask was asked, or stands in what was said.
    AllAnswered,
    /// Nothing was said.
    NothingSaid,
    /// It is in a language that cannot be followed here.
    NotEnglish,
}

impl EndReason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::Enough,
        Self::PassedTwice,
        Self::EvidenceEnded,
        Self::AllAnswered,
        Self::NothingSaid,
        Self::NotEnglish,
    ];

    /// The public, permanent name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Enough => "enough",
            Self::PassedTwice => "passed-twice",
            Self::EvidenceEnded => "evidence-ended",
            Self::AllAnswered => "all-answered",
            Self::NothingSaid => "nothing-said",
            Self::NotEnglish => "not-english",
        }
    }

    /// What a page says.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Enough => "That is as many follow-ups as this drill asks.",
            Self::PassedTwice => "You passed twice in a row. An interviewer would move on here.",
            Self::EvidenceEnded => {
                "The last two replies brought nothing new: no figure, person, occasion, deed or reason. This is where the story breaks."
            }
            Self::AllAnswered => "There is nothing left to ask: what an interviewer would want to know has been said.",
            Self::NothingSaid => "Nothing was said, so there is nothing to ask about.",
            Self::NotEnglish => "Follow-ups are asked of answers in English only.",
        }
    }
}

/// The next follow-up on this ground. Never fails.
#[must_use]
pub fn next(ground: &Ground<'_>) -> Next {
    let asked = ground.turns.len();
    if ground.most.is_some_and(|most| asked >= most as usize) {
        return Next::End(EndReason::Enough);
    }
    if !ground.answer.contains(char::is_alphanumeric) {
        return Next::End(EndReason::NothingSaid);
    }
    if !matches!(ground.review.language.as_str(), "en" | "und") {
        return Next::End(EndReason::NotEnglish);
    }
    let readings = readings(ground);
    let closed: Vec<(&Turn, &ReplyReading)> = ground
        .turns
        .iter()
        .zip(&readings)
        .filter(|(turn, _)| turn.reply != ReplyKind::Open)
        .collect();
    let last_two = closed.len().checked_sub(THIN_REPLIES).map(|from| &closed[from..]);
    if let Some(two) = last_two {
        if two.iter().all(|(turn, _)| turn.reply == ReplyKind::Passed) {
            return Next::End(EndReason::PassedTwice);
        }
        if two.iter().all(|(_, reading)| reading.new.total() == 0) {
            return Next::End(EndReason::EvidenceEnded);
        }
    }
    let answer = attempt(ground.answer);
    let answer = Heard::of(&answer);
    let latest = attempt(ground.turns.last().map_or("", |turn| turn.text.as_str()));
    let latest = Heard::of(&latest);
    let chooser = Chooser {
        ground,
        readings: &readings,
        said: Said {
            answer: &answer,
            review: ground.review,
            reply: (!latest.read.sentences.is_empty()).then_some(&latest),
            quoted: ground
                .turns
                .iter()
                .map(|turn| turn.quote.as_str())
                .filter(|quote| !quote.is_empty())
                .collect(),
        },
        templates: ground
            .turns
            .iter()
            .filter_map(|turn| template_of(&turn.asked))
            .collect(),
    };
    chooser.choose().map_or(Next::End(EndReason::AllAnswered), Next::Ask)
}

/// Readings of all replies: those handed in, and the others read now.
fn readings(ground: &Ground<'_>) -> Vec<ReplyReading> {
    let mut before = ground.answer.to_owned();
    let mut readings = Vec::with_capacity(ground.turns.len());
    for (index, turn) in ground.turns.iter().enumerate() {
        let reading = ground.replies.get(index).cloned();
        readings.push(reading.unwrap_or_else(|| read_reply(turn, &turn.text, &before)));
        before.push('\n');
        before.push_str(&turn.text);
    }
    readings
}

struct Chooser<'a> {
    ground: &'a Ground<'a>,
    readings: &'a [ReplyReading],
    said: Said<'a>,
    /// Templates asked already.
    templates: Vec<&'static FollowUpTemplate>,
}

impl Chooser<'_> {
    fn choose(&self) -> Option<Probe> {
        let order = layers(self.ground.turns, self.readings.last());
        order.iter().find_map(|layer| {
            self.after_generality(*layer)
                .or_else(|| self.after_findings(*layer))
                .or_else(|| self.authored(*layer))
                .or_else(|| self.after_absences(*layer))
        })
    }

    /// A reply that was general is challenged in its own words: name one occasion.
    fn after_generality(&self, layer: Layer) -> Option<Probe> {
        let turn = self.ground.turns.last()?;
        let general = self.readings.last().is_some_and(|reading| reading.has(Signal::General));
        if !general || layer != Layer::Challenge {
            return None;
        }
        let mut quoting = self
            .at(layer)
            .filter(|template| template.from.first() == Some(&Source::Reply));
        quoting.find_map(|template| self.probe(template, &turn.aims_at, None, format!("{}.", Signal::General.title())))
    }

    /// Goes after a finding: the one just asked about where it was not answered or the interviewer drills, else the first not asked
    /// about, else any again.
    fn after_findings(&self, layer: Layer) -> Option<Probe> {
        let findings = &self.ground.review.findings;
        let last = self.ground.turns.last().map(|turn| turn.aims_at.as_str());
        let unanswered = self.readings.last().is_some_and(|reading| !reading.answered);
        let stay = unanswered || self.ground.temperament == Temperament::Drilling;
        let asked = |finding: &Finding| self.ground.turns.iter().any(|turn| turn.aims_at == finding.rule);
        let place = |finding: &Finding| match (stay && last == Some(finding.rule), asked(finding)) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => 2,
        };
        let mut ranked: Vec<&Finding> = findings.iter().collect();
        ranked.sort_by_key(|finding| place(finding));
        ranked.into_iter().find_map(|finding| {
            let serving = self
                .at(layer)
                .filter(|template| template.serves.iter().any(|rule| rule == finding.rule));
            serving
                .filter(|template| !self.settled(template, Some(finding)))
                .find_map(|template| self.probe(template, finding.rule, finding.span, format!("{}.", finding.title)))
        })
    }

    /// Goes after what no finding is about and the answer does not hold, in the order of the variables.
    fn after_absences(&self, layer: Layer) -> Option<Probe> {
        let fresh =
            |template: &&FollowUpTemplate| !self.templates.iter().any(|asked| asked.variable == template.variable);
        let open = || self.at(layer).filter(|template| !self.settled(template, None));
        let aimed = |template: &FollowUpTemplate| {
            let rule = template.serves.first()?;
            let what = follow_ups()
                .variable(template.variable)
                .map_or_else(String::new, |variable| variable.what.clone());
            self.probe(template, rule, None, what)
        };
        open().filter(fresh).find_map(aimed).or_else(|| open().find_map(aimed))
    }

    /// The question's own follow-up at this layer, beside the words that it touches.
    fn authored(&self, layer: Layer) -> Option<Probe> {
        authored(self.ground.question?, layer).find_map(|step| {
            let words = attempt(step);
            let heard = Heard::of(&words);
            let stems = heard.stems();
            let known = self.said.answer.stems();
            let share = stems.iter().filter(|stem| known.contains(*stem)).count() as f64 / stems.len().max(1) as f64;
            if self.asked_already(step) || (share >= SAME && holds(self.said.answer, wanted(step))) {
                return None;
            }
            let quote = self.touched(&stems).unwrap_or_default();
            let text = if quote.is_empty() {
                step.to_owned()
            } else {
                format!("You said \"{quote}\". {step}")
            };
            Some(Probe {
                text,
                layer,
                aims_at: String::new(),
                quote,
                variable: "",
                why: "It belongs to the question.".to_owned(),
            })
        })
    }

    /// The piece of the answer that shares most words with a question, if any shares one.
    fn touched(&self, stems: &BTreeSet<&str>) -> Option<String> {
        let read = &self.said.answer.read;
        let shared = |sentence: usize| {
            let here = self.said.answer.stems_in(read.sentences[sentence].span);
            stems.iter().filter(|stem| here.contains(*stem)).count()
        };
        let best = (0..read.sentences.len())
            .rev()
            .max_by_key(|sentence| shared(*sentence))
            .filter(|sentence| shared(*sentence) > 0)?;
        piece(self.said.answer, best, None).map(|span| span.of(read.text).to_owned())
    }

    fn at(&self, layer: Layer) -> impl Iterator<Item = &'static FollowUpTemplate> {
        let asked = &self.templates;
        let templates = follow_ups()
            .templates
            .iter()
            .filter(move |template| template.layer == layer);
        templates.filter(move |template| !asked.iter().any(|one| one.slug == template.slug))
    }

    /// Whether what a template wants stands in the answer or in a reply.
    fn settled(&self, template: &FollowUpTemplate, finding: Option<&Finding>) -> bool {
        let strong = self.ground.review.strengths.iter().any(|strength| {
            template.unless.iter().any(|rule| rule == strength.rule)
                && finding.is_none_or(|finding| strength.confidence > finding.confidence)
        });
        let answer = self.said.answer;
        let there = finding.is_none()
            && match template.wants {
                Want::Figure => answer.read.figures.len() >= 2,
                Want::Person => answer.people().len() >= 2,
                Want::Occasion => !answer.occasions().is_empty(),
                Want::Baseline => self.ground.review.figures.iter().all(|figure| figure.pair.is_some()),
                _ => false,
            };
        strong || there || self.replied(template)
    }

    /// Whether a reply on the same variable brought the kind of thing a template wants; a baseline counts wherever it was given.
    fn replied(&self, template: &FollowUpTemplate) -> bool {
        self.ground.turns.iter().zip(self.readings).any(|(turn, reading)| {
            if turn.reply != ReplyKind::Said || reading.new.total() == 0 {
                return false;
            }
            let asked = template_of(&turn.asked);
            let same = asked.is_some_and(|asked| asked.variable == template.variable && asked.layer >= template.layer);
            let words = attempt(&turn.text);
            (same || template.wants == Want::Baseline) && {
                let reply = Heard::of(&words);
                let fresh = match template.wants {
                    Want::Figure | Want::Baseline => reading.new.figures > 0,
                    Want::Person => reading.new.names + reading.new.people > 0,
                    Want::Occasion => reading.new.occasions > 0,
                    Want::Deed => reading.new.deeds > 0,
                    _ => asked.is_some_and(|asked| asked.wants == template.wants) && reading.answered,
                };
                fresh && holds(&reply, template.wants)
            }
        })
    }

    /// Whether a question with these words was put already.
    fn asked_already(&self, text: &str) -> bool {
        let words = attempt(&unquoted(text));
        let heard = Heard::of(&words);
        let stems = heard.stems();
        self.ground.turns.iter().any(|turn| {
            let other = attempt(&unquoted(&turn.asked));
            let other = Heard::of(&other);
            let known = other.stems();
            let both = stems.intersection(&known).count();
            let all = stems.union(&known).count();
            turn.asked.contains(text) || (all > 3 && both as f64 >= SAME * all as f64)
        })
    }

    fn probe(&self, template: &FollowUpTemplate, rule: &str, at: Option<Span>, why: String) -> Option<Probe> {
        let (wording, opens) = template.wording(self.ground.temperament);
        let filled = fill(&self.said, template, wording, at)?;
        if self.asked_already(&filled.text) {
            return None;
        }
        let opening = if opens { self.opening() } else { "" };
        Some(Probe {
            text: if opening.is_empty() {
                filled.text
            } else {
                format!("{opening} {}", filled.text)
            },
            layer: template.layer,
            aims_at: rule.to_owned(),
            quote: filled.quote,
            variable: template.variable,
            why,
        })
    }

    /// How the temperament opens here. Nothing is opened before the first follow-up, nor after a pass.
    fn opening(&self) -> &'static str {
        let voice = follow_ups().voice(self.ground.temperament);
        let count = self.ground.turns.len();
        let list = match (self.ground.turns.last(), self.readings.last()) {
            (Some(turn), Some(reading)) if turn.reply == ReplyKind::Said => {
                if reading.answered {
                    &voice.openings
                } else {
                    &voice.again
                }
            }
            _ => return "",
        };
        list.get(count % list.len().max(1)).map_or("", String::as_str)
    }
}
