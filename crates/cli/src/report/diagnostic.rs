//! One finding as a compiler would print it: the words themselves, underlined, with what, why and instead.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
use clap::builder::styling::Style;
use glidepath_domain::{Finding, Severity, Span};

use super::place::Places;
use crate::paint::Paint;
use crate::wrap::{self, Row, WIDTH};

/// Columns for quoted words, beside the margin.
const ROOM: usize = WIDTH - 6;
/// Columns for why and instead, beside the margin and the word itself.
const NOTE: usize = WIDTH - 16;
/// Rows of a long quotation that are shown: its beginning, and its last.
const SHOWN: usize = 3;

/// Prints findings about one text.
pub(crate) struct Diagnostics<'t> {
    name: &'t str,
    text: &'t str,
    rows: Vec<Row>,
    places: Places<'t>,
    paint: Paint,
}

impl<'t> Diagnostics<'t> {
    /// For findings about `text`, read from the file `name`.
    pub(crate) fn of(name: &'t str, text: &'t str, paint: Paint) -> Self {
        Self {
            name,
            text,
            rows: wrap::rows(text, ROOM),
            places: Places::of(text),
            paint,
        }
    }

    /// The finding, several lines long. Its `number` is the one on the flight path.
    pub(crate) fn show(&self, number: usize, finding: &Finding) -> String {
        let level = match finding.severity {
            Severity::Costly => Level::ERROR,
            Severity::Watch => Level::WARNING,
            Severity::Hint => Level::INFO,
        };
        let level = level.with_name(format!("{number}. {}", finding.severity));
        let title = match finding.count {
            0 | 1 => finding.title.clone(),
            count => format!("{} ({count} times)", finding.title),
        };
        let mut elements: Vec<Element<'_>> = Vec::new();
        let quoted;
        if let Some(span) = finding.span {
            quoted = self.quote(span);
            let marks = quoted
                .marks
                .iter()
                .map(|mark| AnnotationKind::Primary.span(mark.clone()));
            elements.push(
                Snippet::source(quoted.source.as_str())
                    .line_numbering(false)
                    .annotations(marks)
                    .into(),
            );
        }
        let note = |text: &str| wrap::fill(text, NOTE, "");
        elements.push(Level::NOTE.with_name("why").message(note(&finding.why)).into());
        elements.push(Level::HELP.with_name("instead").message(note(&finding.instead)).into());
        let report = [level.primary_title(title).id(finding.rule).elements(elements)];
        let renderer = if self.paint.on {
            Renderer::styled().line_num(Style::new().dimmed())
        } else {
            Renderer::plain()
        };
        let shown = renderer
            .decor_style(DecorStyle::Unicode)
            .term_width(WIDTH)
            .render(&report);
        match finding.span {
            None => shown,
            // The rows are broken for reading, so the renderer cannot know the true line and column: it is given no
            // path, and the place is set where the path would stand.
            Some(span) => {
                let place = self.places.at(span.start);
                shown.replacen("╭▸ ", &format!("╭▸ {}:{}:{}", self.name, place.line, place.column), 1)
            }
        }
    }

    /// The rows `span` lies on, made safe, with the part of each that is meant.
    fn quote(&self, span: Span) -> Quote {
        let first = self.rows.partition_point(|row| row.bytes.end <= span.start);
        let rows = self.rows[first.min(self.rows.len())..]
            .iter()
            .take_while(|row| row.bytes.start < span.end);
        let rows: Vec<&Row> = rows.collect();
        let mut quote = Quote {
            source: String::new(),
            marks: Vec::new(),
        };
        for (index, row) in rows.iter().enumerate() {
            let long = rows.len() > SHOWN + 1;
            if long && index == SHOWN {
                quote.source.push_str("…\n");
            }
            if long && (SHOWN..rows.len() - 1).contains(&index) {
                continue;
            }
            let (mut from, mut to) = (None, quote.source.len());
            for (at, c) in self.text[row.bytes.clone()].char_indices() {
                let inside = (span.start..span.end).contains(&(row.bytes.start + at));
                if inside && (from.is_some() || !c.is_whitespace()) {
                    from = from.or(Some(quote.source.len()));
                }
                quote.source.push(wrap::safe(c));
                if inside && !c.is_whitespace() {
                    to = quote.source.len();
                }
            }
            if let Some(from) = from {
                quote.marks.push(from..to);
            }
            quote.source.push('\n');
        }
        quote
    }
}

struct Quote {
    source: String,
    marks: Vec<std::ops::Range<usize>>,
}
