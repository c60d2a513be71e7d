//! Chooses the follow-up: by layer, by what is weakest, by what was not answered yet. When the ladder ends, is decided elsewhere.

use std::collections::BTreeSet;

use glidepath_content::{FollowUpTemplate, Source, Want, follow_ups};
use glidepath_domain::{Attempt, Finding, Layer, ReplyKind, Span, Temperament, Turn};

use crate::answered::{holds, unquoted, wanted};
use crate::blank::{Said, fill};
use crate::heard::{Heard, attempt};
use crate::ladder::{authored, layers, template_of};
use crate::next::{Ground, Probe};
use crate::quote::piece;
use crate::reply::ReplyReading;
use crate::signal::Signal;

/// Share of two questions' content words from which on they are the same question. Set by hand.
const SAME: f64 = 0.6;

/// A follow-up that was put, read.
pub(crate) struct Past<'a> {
    turn: &'a Turn,
    reading: &'a ReplyReading,
    reply: Heard<'a>,
    /// Content words of the question, without those it quotes.
    asked: BTreeSet<String>,
    template: Option<&'static FollowUpTemplate>,
}

impl<'a> Past<'a> {
    /// `reply` holds the words of `turn`.
    pub(crate) fn of(turn: &'a Turn, reading: &'a ReplyReading, reply: &'a Attempt) -> Self {
        Self {
            turn,
            reading,
            reply: Heard::of(reply),
            asked: content(&unquoted(&turn.asked)),
            template: template_of(&turn.asked),
        }
    }

    /// Whether the reply brought the kind of thing a template wants: one on the same variable, no deeper than what was asked; a baseline
    /// counts wherever it was given.
    fn brought(&self, template: &FollowUpTemplate) -> bool {
        let new = &self.reading.new;
        if self.turn.reply != ReplyKind::Said || new.total() == 0 {
            return false;
        }
        let same =
            (self.template).is_some_and(|asked| asked.variable == template.variable && asked.layer >= template.layer);
        if !same && template.wants != Want::Baseline {
            return false;
        }
        let fresh = match template.wants {
            Want::Figure | Want::Baseline => new.figures > 0,
            Want::Person => new.names + new.people > 0,
            Want::Occasion => new.occasions > 0,
            Want::Deed => new.deeds > 0,
            _ => self.reading.answered && self.template.is_some_and(|asked| asked.wants == template.wants),
        };
        fresh && holds(&self.reply, template.wants)
    }
}

/// Stems of a text's content words.
fn content(text: &str) -> BTreeSet<String> {
    let words = attempt(text);
    Heard::of(&words).stems().into_iter().map(str::to_owned).collect()
}

/// The next follow-up after `past`, or `None` where nothing is left to ask.
pub(crate) fn choose(ground: &Ground<'_>, answer: &Heard<'_>, past: Vec<Past<'_>>) -> Option<Probe> {
    let latest = past.last().map(|past| &past.reply);
    let chooser = Chooser {
        said: Said {
            answer,
            review: ground.review,
            reply: latest.filter(|reply| !reply.read.sentences.is_empty()),
            quoted: past
                .iter()
                .map(|past| past.turn.quote.as_str())
                .filter(|quote| !quote.is_empty())
                .collect(),
        },
        ground,
        past: &past,
    };
    let order = layers(ground.turns, past.last().map(|past| past.reading));
    order.iter().find_map(|layer| chooser.at_layer(*layer))
}

/// Which findings to go after.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// The one just asked about.
    Same,
    /// Those not asked about yet.
    Fresh,
    /// Any.
    Any,
}

struct Chooser<'a> {
    ground: &'a Ground<'a>,
    /// Everything asked so far, in order.
    past: &'a [Past<'a>],
    said: Said<'a>,
}

impl Chooser<'_> {
    fn at_layer(&self, layer: Layer) -> Option<Probe> {
        let unanswered = self.past.last().is_some_and(|past| !past.reading.answered);
        let stays = unanswered || self.ground.temperament == Temperament::Drilling;
        self.after_generality(layer)
            .or_else(|| stays.then(|| self.after_findings(layer, Aim::Same)).flatten())
            .or_else(|| self.after_findings(layer, Aim::Fresh))
            .or_else(|| self.authored(layer))
            .or_else(|| self.after_findings(layer, Aim::Any))
            .or_else(|| self.after_absences(layer))
    }

    /// A reply that was general is challenged in its own words: name one occasion.
    fn after_generality(&self, layer: Layer) -> Option<Probe> {
        let last = self.past.last()?;
        if layer != Layer::Challenge || !last.reading.has(Signal::General) {
            return None;
        }
        let mut quoting = self
            .at(layer)
            .filter(|template| template.from.first() == Some(&Source::Reply));
        quoting.find_map(|template| {
            self.probe(
                template,
                &last.turn.aims_at,
                None,
                format!("{}.", Signal::General.title()),
            )
        })
    }

    /// Goes after a finding, in the reviewer's order.
    fn after_findings(&self, layer: Layer, aim: Aim) -> Option<Probe> {
        let last = self.past.last().map(|past| past.turn.aims_at.as_str());
        let wanted = |finding: &&Finding| match aim {
            Aim::Same => last == Some(finding.rule),
            Aim::Fresh => !self.past.iter().any(|past| past.turn.aims_at == finding.rule),
            Aim::Any => true,
        };
        self.ground.review.findings.iter().filter(wanted).find_map(|finding| {
            self.at(layer)
                .filter(|template| {
                    template.serves.iter().any(|rule| rule == finding.rule) && !self.settled(template, Some(finding))
                })
                .find_map(|template| self.probe(template, finding.rule, finding.span, format!("{}.", finding.title)))
        })
    }

    /// Goes after what no finding is about and the answer does not hold, in the order of the variables; first those not asked about yet.
    fn after_absences(&self, layer: Layer) -> Option<Probe> {
        let fresh = |template: &&FollowUpTemplate| {
            let mut asked = self.past.iter().filter_map(|past| past.template);
            !asked.any(|asked| asked.variable == template.variable)
        };
        let open = || {
            self.at(layer)
                .filter(|template| template.anyone && !self.settled(template, None))
        };
        let aimed = |template: &FollowUpTemplate| {
            let rule = template.serves.first()?;
            let what = follow_ups()
                .variable(template.variable)
                .map_or("", |variable| &variable.what);
            self.probe(template, rule, None, what.to_owned())
        };
        open().filter(fresh).find_map(aimed).or_else(|| open().find_map(aimed))
    }

    /// The question's own follow-up at this layer, beside the words that it touches.
    fn authored(&self, layer: Layer) -> Option<Probe> {
        authored(self.ground.question?, layer).find_map(|step| {
            let stems = content(step);
            let known = self.said.answer.stems();
            let share =
                stems.iter().filter(|stem| known.contains(stem.as_str())).count() as f64 / stems.len().max(1) as f64;
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
    fn touched(&self, stems: &BTreeSet<String>) -> Option<String> {
        let read = &self.said.answer.read;
        let shared = |sentence: &usize| {
            let here = self.said.answer.stems_in(read.sentences[*sentence].span);
            stems.iter().filter(|stem| here.contains(stem.as_str())).count()
        };
        let best = (0..read.sentences.len())
            .rev()
            .max_by_key(shared)
            .filter(|sentence| shared(sentence) > 0)?;
        piece(self.said.answer, best, None).map(|span| span.of(read.text).to_owned())
    }

    /// Templates of a layer that were not asked yet.
    fn at(&self, layer: Layer) -> impl Iterator<Item = &'static FollowUpTemplate> {
        let asked = |slug: &str| {
            self.past
                .iter()
                .filter_map(|past| past.template)
                .any(|template| template.slug == slug)
        };
        follow_ups()
            .templates
            .iter()
            .filter(move |template| template.layer == layer && !asked(&template.slug))
    }

    /// Whether what a template wants stands in the answer or in a reply.
    fn settled(&self, template: &FollowUpTemplate, finding: Option<&Finding>) -> bool {
        let strong = self.ground.review.strengths.iter().any(|strength| {
            template.unless.iter().any(|rule| rule == strength.rule)
                && finding.is_none_or(|finding| strength.confidence > finding.confidence)
        });
        let answer = self.said.answer;
        // What a finding says is missing is missing; without one, the answer itself is asked.
        let there = finding.is_none()
            && match template.wants {
                Want::Figure => answer.read.figures.len() >= 2,
                Want::Person => answer.people().len() >= 2,
                Want::Occasion => !answer.occasions().is_empty(),
                Want::Baseline => self.ground.review.figures.iter().all(|figure| figure.pair.is_some()),
                _ => false,
            };
        strong || there || self.past.iter().any(|past| past.brought(template))
    }

    /// Whether a question with these words was put already.
    fn asked_already(&self, text: &str) -> bool {
        let stems = content(&unquoted(text));
        self.past.iter().any(|past| {
            let both = stems.intersection(&past.asked).count();
            let all = stems.union(&past.asked).count();
            past.turn.asked.contains(text) || (all > 3 && both as f64 >= SAME * all as f64)
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
            text: [opening, &filled.text].join(" ").trim_start().to_owned(),
            layer: template.layer,
            aims_at: rule.to_owned(),
            quote: filled.quote,
            variable: template.variable,
            why,
        })
    }

    /// How the temperament opens here. Nothing is opened before the first follow-up, nor after a pass.
    fn opening(&self) -> &'static str {
        let Some(last) = self.past.last().filter(|past| past.turn.reply == ReplyKind::Said) else {
            return "";
        };
        let voice = follow_ups().voice(self.ground.temperament);
        let list = if last.reading.answered {
            &voice.openings
        } else {
            &voice.again
        };
        list.get(self.past.len() % list.len().max(1)).map_or("", String::as_str)
    }
}
