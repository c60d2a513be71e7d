//! Answering a JSONL batch: lines in, lines out, in order, over all cores, in flat memory.
//!
//! A reader thread hands lines over as they come; whatever waits is answered together. So a pipe that sends one line
//! and waits for its answer gets it, and a long file keeps every core busy.

use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Write};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use glidepath_app::review_answer::Line;
use glidepath_app::wire::BadLine;
use glidepath_app::{Error, side_by_side};
use glidepath_domain::Severity;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::complaint::{self, Outcome, Stop};
use crate::context::Context;
use crate::input::{Source, not_utf8};

/// Longest line taken, in bytes: the longest text as escapes, and word timings beside it.
const LONGEST_LINE: usize = 32 << 20;
/// Lines answered together.
const TOGETHER: usize = 512;
/// Bytes answered together.
const BYTES: usize = 4 << 20;

/// What a batch came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Lines read.
    pub(crate) lines: usize,
    /// Lines that could not be answered.
    pub(crate) bad: usize,
    /// The severest finding of all.
    pub(crate) worst: Option<Severity>,
}

/// What is made of a line, by its number and its text.
pub(crate) type Answer<'a> = &'a (dyn Fn(usize, &str) -> Line + Sync);

/// Answers a batch of questions to standard output, whatever they are called, and says how many were bad.
///
/// # Errors
/// When it cannot be read to its end, or the answers not be written.
pub(crate) fn answer(source: &Source, context: &Context, what: &str, answer: Answer<'_>) -> Outcome {
    let json = context.json()?;
    let (name, input) = (source.name(), source.open()?);
    let bar = progress(
        io::stderr().is_terminal() && !io::stdout().is_terminal() && !context.quiet(),
        source.length(),
    );
    let mut out = BufWriter::new(io::stdout().lock());
    let tally = run(input, &mut out, answer, &bar, |number, error| {
        tell(&name, number, error, json)
    })?;
    if tally.bad > 0 && !json {
        let (bad, lines) = (tally.bad, tally.lines);
        context.say(&format!(
            "{bad} of {lines} {what} could not be answered; each has an error in its place."
        ));
    }
    Ok(if tally.bad > 0 { 2 } else { 0 })
}

/// Says on standard error what is wrong with a line.
pub(crate) fn tell(name: &str, number: usize, error: &Error, json: bool) {
    let what = format!("{name}, line {number}: {}", error.what);
    let error = Error { what, ..error.clone() };
    complaint::tell(&error, json);
}

struct Given {
    number: usize,
    /// Bytes it took in the file.
    size: usize,
    text: Result<String, Error>,
}

/// Answers each line of `input` and writes its JSON to `out`; `complain` is told of every bad line.
///
/// # Errors
/// When the output cannot be written or the input not be read to its end.
pub(crate) fn run(
    input: Box<dyn Read + Send>,
    out: &mut dyn Write,
    answer: Answer<'_>,
    bar: &ProgressBar,
    mut complain: impl FnMut(usize, &Error),
) -> Result<Tally, Stop> {
    let (send, receive) = sync_channel::<Result<Given, Error>>(TOGETHER);
    // The thread ends with its input, or when nobody takes its lines any more.
    thread::spawn(move || {
        let mut input = BufReader::with_capacity(1 << 16, input);
        let (mut number, mut blanks) = (0, Vec::new());
        loop {
            number += 1;
            let given = match next_line(&mut input, number) {
                Ok(Some(given)) => given,
                Ok(None) => return,
                Err(error) => {
                    let error = Error::unavailable(
                        "cannot-read",
                        "The batch could not be read to its end",
                        error.to_string(),
                        "Try again.",
                    );
                    drop(send.send(Err(error)));
                    return;
                }
            };
            // Blank lines at the end are no lines; one in the middle is a bad line like any other.
            if given.text.as_ref().is_ok_and(|text| text.trim().is_empty()) {
                blanks.push(given);
                continue;
            }
            if blanks
                .drain(..)
                .chain([given])
                .any(|given| send.send(Ok(given)).is_err())
            {
                return;
            }
        }
    });
    let mut tally = Tally::default();
    while let Some(chunk) = next_chunk(&receive)? {
        let size: usize = chunk.iter().map(|given| given.size).sum();
        let lines: Vec<(usize, Line)> = side_by_side(chunk, |given| (given.number, answer_to(given, answer)));
        for (number, line) in &lines {
            tally.lines += 1;
            tally.worst = tally.worst.max(line.worst);
            if let Some(error) = &line.error {
                tally.bad += 1;
                bar.suspend(|| complain(*number, error));
            }
            out.write_all(line.json.as_bytes())?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        bar.inc(size as u64);
    }
    bar.finish_and_clear();
    Ok(tally)
}

fn answer_to(given: Given, answer: Answer<'_>) -> Line {
    match given.text {
        Ok(text) => {
            let text = text.trim_end_matches(['\n', '\r']);
            answer(given.number, text)
        }
        Err(error) => {
            let bad = BadLine {
                line: given.number,
                id: None,
                error: &error,
            };
            Line {
                json: serde_json::to_string(&bad).unwrap_or_default(),
                error: Some(error),
                worst: None,
            }
        }
    }
}

/// Waits for a line, then takes whatever else has come.
fn next_chunk(receive: &Receiver<Result<Given, Error>>) -> Result<Option<Vec<Given>>, Error> {
    let Ok(first) = receive.recv() else { return Ok(None) };
    let mut chunk = vec![first?];
    let mut bytes = chunk[0].size;
    while chunk.len() < TOGETHER && bytes < BYTES {
        let Ok(next) = receive.try_recv() else { break };
        let next = next?;
        bytes += next.size;
        chunk.push(next);
    }
    Ok(Some(chunk))
}

/// The next line. One that is too long is passed over and named; its bytes are never held.
fn next_line(input: &mut impl BufRead, number: usize) -> std::io::Result<Option<Given>> {
    let mut bytes = Vec::new();
    let mut size = input.by_ref().take(LONGEST_LINE as u64).read_until(b'\n', &mut bytes)?;
    if size == 0 {
        return Ok(None);
    }
    if size == LONGEST_LINE && bytes.last() != Some(&b'\n') {
        drop(bytes);
        size += skip_line(input)?;
        let why = format!("it is {size} bytes long, and the limit is {LONGEST_LINE}");
        let error = Error::invalid(
            "text-too-long",
            "The line is too long",
            why,
            "Give one answer a line, with texts of up to 1 MiB.",
        );
        return Ok(Some(Given {
            number,
            size,
            text: Err(error),
        }));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        not_utf8("The line", at, error.as_bytes().get(at).copied().unwrap_or(0))
    });
    let text = match text {
        Ok(text) if number == 1 => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        other => other,
    };
    Ok(Some(Given { number, size, text }))
}

fn skip_line(input: &mut impl BufRead) -> std::io::Result<usize> {
    let mut skipped = 0;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(skipped);
        }
        let (taken, ended) = match buffer.iter().position(|b| *b == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), false),
        };
        input.consume(taken);
        skipped += taken;
        if ended {
            return Ok(skipped);
        }
    }
}

/// A progress bar on standard error where `shown`, else one that draws nothing.
pub(crate) fn progress(shown: bool, length: Option<u64>) -> ProgressBar {
    if !shown {
        return ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden());
    }
    let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr_with_hz(8));
    let shape = match length {
        Some(_) => "  reading {bar:40} {percent:>3}%  {bytes_per_sec}, {eta} to go",
        None => "  reading {bytes}  {bytes_per_sec}",
    };
    match ProgressStyle::with_template(shape) {
        Ok(style) => bar.with_style(style.progress_chars("█▌░")),
        Err(_) => bar,
    }
}
