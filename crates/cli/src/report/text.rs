//! A review for a person at a terminal, set to eighty columns: findings, strengths, flight path, clock, panel, facts.

use glidepath_domain::{Beat, FigureRole, Review, Severity, SkipReason, Span, Tier, Verdict};

use super::Named;
use super::diagnostic::Diagnostics;
use super::flight::{chart, clock};
use super::place::Places;
use crate::paint::{Ink, Paint};
use crate::wrap::{self, WIDTH};

/// Columns of names at the left.
const LEFT: usize = 12;

/// Every review, one after the other. `brief` leaves only the findings.
pub(crate) fn all(reviews: &[Named], paint: Paint, brief: bool) -> String {
    let several = reviews.len() > 1;
    reviews
        .iter()
        .map(|named| one(named, paint, brief, several))
        .collect::<Vec<_>>()
        .join("\n")
}

fn one(named: &Named, paint: Paint, brief: bool, several: bool) -> String {
    let (review, text) = (&named.reviewed.review, named.reviewed.attempt.text.as_str());
    let mut out = String::new();
    if several {
        out.push_str(&format!("{}\n\n", paint.ink(Ink::Strong, &named.name)));
    }
    let diagnostics = Diagnostics::of(&named.name, text, paint);
    for (index, finding) in review.findings.iter().enumerate() {
        out.push_str(&diagnostics.show(index + 1, finding));
        out.push_str("\n\n");
    }
    if brief {
        return out;
    }
    let page = Page { review, text, paint };
    let parts = [
        page.strengths(),
        page.flight(),
        page.section_clock(),
        page.panel(),
        page.facts(),
        page.follow_ups(),
        page.skipped(),
        page.closing(),
    ];
    out.push_str(
        &parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n"),
    );
    out
}

struct Page<'r> {
    review: &'r Review,
    text: &'r str,
    paint: Paint,
}

impl Page<'_> {
    fn heading(&self, name: &str) -> String {
        heading(name, self.paint)
    }

    fn quote(&self, span: Span, width: usize) -> String {
        format!("“{}”", wrap::cut(span.of(self.text), width.saturating_sub(2)))
    }

    fn strengths(&self) -> String {
        let review = self.review;
        if review.strengths.is_empty() {
            return String::new();
        }
        let places = Places::of(self.text);
        let mut out = self.heading("strengths");
        for strength in &review.strengths {
            let code = format!("[{}]", strength.rule);
            let gap = WIDTH.saturating_sub(4 + wrap::measure(&strength.title) + code.len());
            let (mark, code) = (self.paint.ink(Ink::Good, "+"), self.paint.ink(Ink::Quiet, &code));
            out.push_str(&format!(
                "  {mark} {}{}{code}\n",
                strength.title,
                " ".repeat(gap.max(1))
            ));
            if let Some(span) = strength.span {
                let place = places.at(span.start);
                let at = format!("{}:{}", place.line, place.column);
                let quote = self.quote(span, WIDTH - 6 - at.len());
                let gap = WIDTH.saturating_sub(4 + wrap::measure(&quote) + at.len());
                out.push_str(&format!(
                    "    {quote}{}{}\n",
                    " ".repeat(gap),
                    self.paint.ink(Ink::Quiet, &at)
                ));
            }
        }
        out
    }

    fn flight(&self) -> String {
        let chart = chart(self.review, self.text, self.paint);
        if chart.is_empty() {
            chart
        } else {
            format!("{}{chart}", self.heading("flight path"))
        }
    }

    fn section_clock(&self) -> String {
        const BAR: usize = 48;
        let measures = &self.review.measures;
        if self.review.sentences.len() < 3 {
            return String::new();
        }
        let mut out = self.heading("section clock");
        for (beat, share) in Beat::ALL.iter().zip(measures.share).filter(|(_, share)| *share > 0.0) {
            let bar = bar(share, BAR);
            let time = measures.duration_s.map(|s| clock(s * share)).unwrap_or_default();
            let gap = " ".repeat(BAR - wrap::measure(&bar));
            let name = format!("  {:<width$}", beat.slug(), width = LEFT - 2);
            out.push_str(&format!(
                "{name}{}{gap} {:>5.0}%  {time:>6}\n",
                self.paint.ink(Ink::Path, &bar),
                share * 100.0
            ));
        }
        let told = |name: &str, seconds: Option<f64>| seconds.map(|s| format!("{name} at {}", clock(s)));
        let facts: Vec<String> = [
            told("conflict first named", measures.first_conflict_s),
            told("first result", measures.time_to_result_s),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !facts.is_empty() {
            out.push_str(&format!("  {}\n", self.paint.ink(Ink::Quiet, &facts.join(" · "))));
        }
        out
    }

    fn panel(&self) -> String {
        const BAR: usize = 64;
        let panel = &self.review.overall.panel;
        let below = (panel.below * BAR as f64).round() as usize;
        let raises = ((panel.raises * BAR as f64).round() as usize).min(BAR - below.min(BAR));
        let meets = BAR - below.min(BAR) - raises;
        let split = [
            (Verdict::Below, panel.below, below, "░"),
            (Verdict::Meets, panel.meets, meets, "▒"),
            (Verdict::Raises, panel.raises, raises, "█"),
        ];
        let drawn: String = split
            .iter()
            .map(|(verdict, _, wide, shade)| self.paint.ink(ink(*verdict), &shade.repeat(*wide)))
            .collect();
        let legend: Vec<String> = split
            .iter()
            .map(|(verdict, share, _, shade)| {
                format!(
                    "{} {} {:.0}%",
                    self.paint.ink(ink(*verdict), shade),
                    verdict.slug(),
                    share * 100.0
                )
            })
            .collect();
        let left = " ".repeat(LEFT);
        let mut out = self.heading("panel of 200");
        // Nobody can split over nothing.
        if !self.review.is_beyond_judging() {
            out.push_str(&format!("{left}{drawn}\n{left}{}\n", legend.join("   ")));
        }
        let overall = &self.review.overall;
        let sure = |verdict: Option<Verdict>, confidence: f64| {
            verdict
                .map(|_| format!(", confidence {confidence:.2}"))
                .unwrap_or_default()
        };
        let line = said(overall.verdict, overall.abstained.as_deref()) + &sure(overall.verdict, overall.confidence);
        out.push_str(&self.item("overall", &line));
        for v in &self.review.verdicts {
            let line = said(v.verdict, v.abstained.as_deref()) + &sure(v.verdict, v.confidence);
            out.push_str(&self.item("", &format!("{}: {line}", v.principle.name())));
        }
        out
    }

    /// A name at the left, then prose set beside it.
    fn item(&self, name: &str, said: &str) -> String {
        let said = wrap::fill(said, WIDTH, &" ".repeat(LEFT));
        format!(
            "{}{}\n",
            self.paint
                .ink(Ink::Quiet, &format!("  {name:<width$}", width = LEFT - 2)),
            said.trim_start()
        )
    }

    fn facts(&self) -> String {
        let review = self.review;
        let acts = review.acts;
        let mut out = self.heading("facts");
        let words = |span: Span| wrap::cut(span.of(self.text), 40);
        let figures: Vec<String> = review
            .figures
            .iter()
            .filter_map(|figure| {
                let other = figure.pair.and_then(|pair| review.figures.get(pair));
                match (figure.role, other) {
                    (FigureRole::Baseline, Some(result)) => {
                        Some(format!("{} → {}", words(figure.span), words(result.span)))
                    }
                    // Shown beside its baseline.
                    (FigureRole::Result, Some(_)) => None,
                    _ => Some(words(figure.span)),
                }
            })
            .collect();
        let figures = if figures.is_empty() {
            "none".to_owned()
        } else {
            figures.join(" · ")
        };
        out.push_str(&self.item("figures", &figures));
        out.push_str(&self.item(
            "acts",
            &format!(
                "I {} · we {} · others {} · nobody named {}",
                acts.i, acts.we, acts.other, acts.passive
            ),
        ));
        let measures = &review.measures;
        let about = if measures.estimated { "about " } else { "" };
        let words = if measures.words == 1 { "word" } else { "words" };
        let told = measures
            .duration_s
            .map(|s| format!(" · {about}{}", clock(s)))
            .unwrap_or_default();
        let pace = measures
            .wpm
            .map(|wpm| format!(" · {wpm:.0} words a minute"))
            .unwrap_or_default();
        out.push_str(&self.item("length", &format!("{} {words}{told}{pace}", measures.words)));
        out
    }

    fn follow_ups(&self) -> String {
        if self.review.follow_ups.is_empty() {
            return String::new();
        }
        let mut out = self.heading("they would ask");
        for (index, follow_up) in self.review.follow_ups.iter().enumerate() {
            let asked = wrap::fill(&follow_up.text, WIDTH, "     ");
            out.push_str(&format!(
                "  {} {}\n",
                self.paint.ink(Ink::Quiet, &format!("{}.", index + 1)),
                asked.trim_start()
            ));
        }
        out
    }

    fn skipped(&self) -> String {
        let mut out = String::new();
        let mut line = |text: &str| {
            let text = wrap::fill(text, WIDTH, "  ");
            out.push_str(&format!("{}\n", self.paint.ink(Ink::Quiet, &text)));
        };
        for allowed in &self.review.allowed {
            line(&format!("allowed {}: {}", allowed.rule, allowed.reason));
        }
        let skipped = &self.review.skipped;
        let foreign = skipped.iter().filter(|s| s.reason == SkipReason::Language).count();
        if foreign > 0 {
            line(&format!(
                "{foreign} rules skipped: the answer is not in English ({})",
                self.review.language
            ));
        }
        let others: Vec<String> = SkipReason::ALL
            .iter()
            .filter(|reason| **reason != SkipReason::Language)
            .filter_map(|reason| {
                let codes: Vec<&str> = skipped.iter().filter(|s| s.reason == *reason).map(|s| s.rule).collect();
                (!codes.is_empty()).then(|| format!("{} ({})", codes.join(", "), reason.slug().replace('-', " ")))
            })
            .collect();
        if !others.is_empty() {
            line(&format!("skipped: {}", others.join("; ")));
        }
        out
    }

    fn closing(&self) -> String {
        let review = self.review;
        let count = |severity| review.findings.iter().filter(|f| f.severity == severity).count();
        let of: Vec<String> = [Severity::Costly, Severity::Watch, Severity::Hint]
            .into_iter()
            .filter(|s| count(*s) > 0)
            .map(|s| format!("{} {s}", count(s)))
            .collect();
        let found = match review.findings.len() {
            0 => "nothing found".to_owned(),
            1 => format!("1 finding ({})", of.join(", ")),
            n => format!("{n} findings ({})", of.join(", ")),
        };
        let strengths = match review.strengths.len() {
            0 => "no strengths".to_owned(),
            1 => "1 strength".to_owned(),
            n => format!("{n} strengths"),
        };
        let tier = match review.engine.tier {
            Tier::Rules => "by rules alone",
            Tier::Encoder => "by rules and the built-in model",
            Tier::Llm => "by rules and a language model",
        };
        let line = format!(
            "{found} · {strengths} · {} · {tier}",
            said(review.overall.verdict, review.overall.abstained.as_deref())
        );
        format!("{}\n", self.paint.ink(Ink::Strong, &wrap::fill(&line, WIDTH, "")))
    }
}

/// A heading, with a line to the right edge.
pub(crate) fn heading(name: &str, paint: Paint) -> String {
    let rule = "─".repeat(WIDTH.saturating_sub(name.chars().count() + 1));
    format!("{} {}\n", paint.ink(Ink::Path, name), paint.ink(Ink::Quiet, &rule))
}

fn said(verdict: Option<Verdict>, abstained: Option<&str>) -> String {
    match (verdict, abstained) {
        (Some(verdict), _) => format!("{verdict} the bar"),
        (None, Some(reason)) => format!("no verdict: {reason}"),
        (None, None) => "no verdict".to_owned(),
    }
}

pub(crate) fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Below => Ink::Watch,
        Verdict::Meets => Ink::Path,
        Verdict::Raises => Ink::Good,
    }
}

/// A bar of `share` times `wide` columns, to an eighth of one.
pub(crate) fn bar(share: f64, wide: usize) -> String {
    let eighths = (share.clamp(0.0, 1.0) * wide as f64 * 8.0).round() as usize;
    let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
    format!("{}{part}", "█".repeat(eighths / 8))
}
