//! What `loop run` is given on the command line: which loop, and one reply brought along where nobody types it.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use glidepath_app::Error;
use glidepath_app::review_answer::LONGEST;

use crate::input::Source;
use crate::verb::practice::keyboard::Keyboard;

/// Which loop, and where answers come from when nobody types them.
#[derive(Debug, clap::Args)]
pub(super) struct RunArgs {
    /// Which; the latest that is on unless named.
    #[arg(value_name = "LOOP")]
    pub(super) named: Option<String>,
    /// Replay a whole loop from a file, as `loop show --answers` writes it: one of its own, or the rounds of LOOP that are to come.
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["text", "file", "pass", "own_questions", "no_questions"])]
    pub(super) answers: Option<PathBuf>,
    /// Replay an invented engineer's loop, to look at its debrief.
    #[arg(long, conflicts_with_all = ["named", "answers", "text", "file", "pass", "own_questions", "no_questions"])]
    pub(super) sample: bool,
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
pub(super) enum Brought {
    Words(String),
    Sound(PathBuf),
    Pass,
    Own(Vec<String>),
}

/// What was brought along, read before anything is begun.
pub(super) fn brought(args: &RunArgs) -> Result<Option<Brought>, Error> {
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
pub(super) fn keyboard(args: &RunArgs) -> Keyboard {
    let piped = args.text.as_ref().is_some_and(|path| path.as_os_str() == "-");
    if !piped && io::stdin().is_terminal() && io::stderr().is_terminal() {
        Keyboard::typed()
    } else {
        Keyboard::Written(Default::default())
    }
}

/// Nobody sits at a terminal, and nothing was brought along.
pub(super) fn needs_person() -> Error {
    Error::invalid(
        "needs-terminal",
        "There is nobody to answer",
        "standard input is no terminal, and no answer was brought along",
        "Give the next one with --text FILE, --file AUDIO or --pass; at the end of a round --own-question WORDS or --no-questions. Or replay all answers with --answers FILE.",
    )
}
