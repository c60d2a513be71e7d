//! Runs the program with nothing of the developer's environment.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// All of it, for a snapshot.
    pub(crate) fn shown(&self) -> String {
        let mut shown = format!(
            "exit {}\n",
            self.code.map_or_else(|| "by signal".to_owned(), |c| c.to_string())
        );
        for (name, text) in [("stdout", &self.out), ("stderr", &self.err)] {
            if !text.is_empty() {
                shown.push_str(&format!("--- {name}\n{text}"));
            }
        }
        shown
    }
}

/// The folder that runs start in: `tests/cli/answers`.
pub(crate) fn answers() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cli/answers")
}

/// A folder that holds nothing, for the settings of one test.
pub(crate) fn empty_home(test: &str) -> PathBuf {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    drop(std::fs::remove_dir_all(&home));
    std::fs::create_dir_all(&home).unwrap();
    home
}

/// The program, ready to run.
pub(crate) fn command(home: &std::path::Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_glidepath"));
    command
        .env_clear()
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("NO_COLOR", "1")
        .env("TZ", "UTC");
    // Coverage and sanitisers need their own variables through.
    command.envs(std::env::vars().filter(|(name, _)| name.starts_with("LLVM_PROFILE")));
    command
        .current_dir(answers())
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs it in a home of the test's own.
pub(crate) fn run_in(home: &std::path::Path, args: &[&str], stdin: &[u8]) -> Ran {
    let mut child = command(home, args).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let stdin = stdin.to_vec();
    // The program may end before it has read everything.
    let writer = std::thread::spawn(move || drop(input.write_all(&stdin)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs it without any settings.
pub(crate) fn run(args: &[&str], stdin: &[u8]) -> Ran {
    run_in(std::path::Path::new("/nonexistent"), args, stdin)
}
