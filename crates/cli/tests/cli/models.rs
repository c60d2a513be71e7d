//! `models`: the whole way through the program, with a hub on this machine.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{Ran, empty_home, run_in};

/// A model of the user's own: one file, `m.onnx`, of which nothing is known beforehand.
const ENTRY: &str = "[[model]]\nname = \"mine\"\nkind = \"encoder\"\npurpose = \"a model for a test\"\n\
    licence = \"MIT\"\nsource = \"https://example.org\"\nfrom = \"hub\"\nrepository = \"some/mine\"\n\
    revision = \"main\"\nunpinned = \"nobody says\"\nfiles = [{ path = \"m.onnx\" }]\n";

fn home(test: &str) -> PathBuf {
    let home = empty_home(&format!("models_{test}"));
    let models = home.join("data/models");
    fs::create_dir_all(&models).unwrap();
    fs::write(models.join("catalogue.toml"), ENTRY).unwrap();
    fs::create_dir(home.join("given")).unwrap();
    fs::write(home.join("given/w.onnx"), b"weights").unwrap();
    home
}

fn models(home: &Path, args: &[&str]) -> Ran {
    let data = home.join("data");
    let all = [&["--data-dir", data.to_str().unwrap(), "models"], args].concat();
    run_in(home, &all, b"")
}

/// Answers every request alike, until the test ends.
fn hub(answer: String) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let head = lines.take_while(|line| !line.is_empty()).next();
            let answer = match head {
                // A head has no body.
                Some(line) if line.starts_with("HEAD") => answer.split_inclusive("\r\n\r\n").next().unwrap(),
                _ => &*answer,
            };
            drop(stream.write_all(answer.as_bytes()));
        }
    });
    url
}

fn serving(body: &str) -> String {
    let commit = "0123456789abcdef0123456789abcdef01234567";
    let length = body.len();
    hub(format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nX-Repo-Commit: {commit}\r\nContent-Length: {length}\r\n\r\n{body}"
    ))
}

#[test]
fn the_list_shows_what_may_come() {
    let ran = models(&home("list"), &[]);
    insta::assert_snapshot!("models_list", ran.shown());
    let ran = models(&home("list"), &["list", "--format", "json"]);
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(list["schema"], "glidepath.models/1");
    let names: Vec<&str> = list["models"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["name"].as_str().unwrap())
        .collect();
    assert!(
        names.contains(&"silero-vad") && names.last() == Some(&"mine"),
        "{names:?}"
    );
    assert!(
        list["models"]
            .as_array()
            .unwrap()
            .iter()
            .all(|m| m["installed"].is_null())
    );
}

#[test]
fn a_model_is_pulled_listed_verified_and_removed() {
    let home = home("all");
    let hub = serving("weights");
    let ran = models(&home, &["pull", "mine", "--hub", &hub]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.shown());
    assert!(
        ran.out.contains("mine is installed: 1 file, 7 B") && ran.out.contains("Trusted on first use"),
        "{}",
        ran.out
    );
    let again = models(&home, &["pull", "mine", "--hub", &hub, "--quiet"]);
    assert_eq!((again.code, again.out.as_str(), again.err.as_str()), (Some(0), "", ""));
    let list: Value = serde_json::from_str(&models(&home, &["list", "--format", "json"]).out).unwrap();
    let mine = &list["models"].as_array().unwrap().last().unwrap()["installed"];
    assert_eq!(
        (&mine["trust"], &mine["complete"]),
        (&Value::from("first-use"), &Value::from(true))
    );
    let ran = models(&home, &["verify"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), "mine  whole, 1 file\n"),
        "{}",
        ran.shown()
    );

    // Another content, refused and then taken.
    let other = serving("WEIGHTS");
    let ran = models(&home, &["pull", "mine", "--hub", &other]);
    insta::assert_snapshot!("models_changed", ran.shown());
    assert_eq!(models(&home, &["verify"]).code, Some(0));
    let ran = models(
        &home,
        &["pull", "mine", "--hub", &other, "--accept-new", "--format", "json"],
    );
    let done: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(done["models"][0]["installed"]["outcome"], "replaced");

    let ran = models(&home, &["remove", "mine"]);
    assert!(
        ran.code == Some(0) && ran.out.starts_with("Removed mine: "),
        "{}",
        ran.shown()
    );
    let ran = models(&home, &["verify", "mine"]);
    assert!(
        ran.code == Some(2) && ran.err.contains("error[model-not-installed]"),
        "{}",
        ran.shown()
    );
}

#[test]
fn the_setting_names_the_hub() {
    let home = home("setting");
    let folder = home.join("config/glidepath");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("config.toml"),
        format!("[models]\nhub = \"{}\"\n", serving("weights")),
    )
    .unwrap();
    let ran = models(&home, &["pull", "mine"]);
    assert_eq!(ran.code, Some(0), "{}", ran.shown());
}

#[test]
fn trouble_is_told_with_a_code_and_what_to_do() {
    let home = home("trouble");
    let gone = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let nobody = format!("http://{gone}");
    let said = |status: &str, more: &str| hub(format!("HTTP/1.1 {status}\r\n{more}Content-Length: 0\r\n\r\n"));
    let missing = said("404 Not Found", "");
    let insecure = said("302 Found", "Location: http://example.org/m.onnx\r\n");
    let cases: &[(&[&str], i32, &str)] = &[
        (&["pull", "mine", "--hub", &nobody], 3, "no-network"),
        (&["pull", "mine", "--hub", &missing], 3, "not-on-hub"),
        (&["pull", "mine", "--hub", &insecure], 3, "hub-insecure"),
        (&["pull", "whisper-tiny.en", "--hub", &serving("junk")], 3, "wrong-size"),
        (&["pull", "mine", "--hub", "http://example.org"], 2, "bad-hub"),
        (&["pull", "wisper"], 2, "unknown-model"),
        (&["pull"], 2, "usage"),
        (&["add", "My Model", "given"], 2, "bad-model-name"),
        (&["add", "x", "absent"], 2, "cannot-read"),
        (&["add", "x", "weak.txt"], 2, "no-weights"),
        (&["add", "silero-vad", "weak.txt"], 2, "not-this-model"),
        (&["remove", "silero-vat"], 2, "unknown-model"),
        (&["remove", "silero-vad"], 2, "model-not-installed"),
        (&["verify", "../x"], 2, "unknown-model"),
        (&["list", "--format", "html"], 2, "unknown-value"),
    ];
    for (args, code, error) in cases {
        let ran = models(&home, args);
        assert_eq!((ran.code, ran.out.as_str()), (Some(*code), ""), "{args:?}: {}", ran.err);
        assert!(
            ran.err.starts_with(&format!("error[{error}]: ")),
            "{args:?}: {}",
            ran.err
        );
        assert!(
            ran.err.contains("why: ") && ran.err.contains("do: "),
            "{args:?}: {}",
            ran.err
        );
    }
    let ran = models(&home, &["pull", "wisper-base.en", "--format", "json"]);
    let told: Value = serde_json::from_str(&ran.err).unwrap();
    assert!(
        told["error"]["do"].as_str().unwrap().contains("whisper-base.en"),
        "{told}"
    );
}

#[test]
fn a_model_is_added_and_its_damage_is_told() {
    let home = home("damage");
    let given = home.join("given");
    let ran = models(&home, &["add", "own", given.to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.shown());
    assert!(ran.out.contains("You vouch for it"), "{}", ran.out);
    fs::write(home.join("data/models/own/w.onnx"), b"half").unwrap();
    insta::assert_snapshot!("models_damaged", models(&home, &["verify"]).shown());
    let ran = models(&home, &["verify", "--format", "json"]);
    let checked: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(ran.code, Some(3));
    assert_eq!(checked["schema"], "glidepath.models-checked/1");
    assert_eq!(checked["models"][0]["files"][0]["state"], "size");
    let told: Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(told["error"]["code"], "model-damaged");
    let list = models(&home, &["list"]).out;
    assert!(
        list.lines()
            .any(|line| line.starts_with("own") && line.ends_with("damaged")),
        "{list}"
    );
    assert_eq!(models(&home, &["add", "own", given.to_str().unwrap()]).code, Some(0));
    assert_eq!(models(&home, &["verify"]).code, Some(0));
}

/// A limit on the size of files is the full disk that needs no rights to make. Its signal is ignored, as a full disk
/// sends none.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_the_old_model_and_says_so() {
    use std::process::{Command, Stdio};
    let home = home("full");
    let given = home.join("given");
    assert_eq!(models(&home, &["add", "own", given.to_str().unwrap()]).code, Some(0));
    fs::write(given.join("w.onnx"), vec![7; 3_000_000]).unwrap();
    let script = "trap '' XFSZ; ulimit -f 2000; exec \"$@\"";
    let out = Command::new("sh")
        .args(["-c", script, "sh", env!("CARGO_BIN_EXE_glidepath"), "--data-dir"])
        .arg(home.join("data"))
        .args(["models", "add", "own", "--accept-new"])
        .arg(&given)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let err = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(3), "{err}");
    assert!(err.starts_with("error[disk-full]: "), "{err}");
    assert_eq!(fs::read(home.join("data/models/own/w.onnx")).unwrap(), b"weights");
    assert!(!home.join("data/models/own.part").exists());
    assert_eq!(models(&home, &["verify"]).code, Some(0));
}
