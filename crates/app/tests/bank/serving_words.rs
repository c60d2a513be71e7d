//! A server that writes down what was said: what is sent to it, and what becomes of whatever it answers. It listens on this machine alone.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use glidepath_app::Error;
use glidepath_app::config::TranscriberSettings;
use glidepath_app::practice::{ServerTranscriber, Transcriber};
use glidepath_domain::Heard;

/// Answers one request with these bytes, and gives back what was asked.
fn server(answer: &'static [u8]) -> (String, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let asked = request(&mut stream);
        stream.write_all(answer).unwrap();
        asked
    });
    (address, asked)
}

/// Reads head and body.
fn request(stream: &mut TcpStream) -> Vec<u8> {
    let mut asked = Vec::new();
    let mut piece = [0; 65_536];
    loop {
        let read = stream.read(&mut piece).unwrap();
        asked.extend_from_slice(&piece[..read]);
        let Some(head) = asked.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let text = String::from_utf8_lossy(&asked[..head]).to_ascii_lowercase();
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        let whole = match length {
            Some(length) => asked.len() >= head + 4 + length,
            None => asked.ends_with(b"0\r\n\r\n"),
        };
        if whole || read == 0 {
            return asked;
        }
    }
}

fn ask(url: &str, key: Option<&str>, timeout_s: u32) -> Result<Heard, Error> {
    let settings = TranscriberSettings {
        url: Some(url.to_owned()),
        model: "tiny".to_owned(),
        timeout_s,
        ..TranscriberSettings::default()
    };
    let server = ServerTranscriber::of(&settings, key.map(str::to_owned)).unwrap();
    assert!(server.sends_sound());
    server.hear(&[1; 16_000], Some("en"), &mut |_| true)
}

macro_rules! reply {
    ($status:literal, $kind:literal, $body:literal) => {
        concat!(
            "HTTP/1.1 ",
            $status,
            "\r\nContent-Type: ",
            $kind,
            "\r\nConnection: close\r\n\r\n",
            $body
        )
        .as_bytes()
    };
}

#[test]
fn a_whole_answer_gives_words_and_times() {
    let (url, asked) = server(reply!(
        "200 OK",
        "application/json",
        r#"{"task":"transcribe","language":"english","duration":1.0,"text":" I wrote it.","words":[{"word":"I","start":0.1,"end":0.25},{"word":"wrote","start":0.25,"end":0.6}]}"#
    ));
    let heard = ask(&format!("{url}/v1/"), Some("s3cret"), 5).unwrap();
    assert_eq!(
        (heard.text.as_str(), heard.language.as_deref()),
        (" I wrote it.", Some("english"))
    );
    assert_eq!(
        heard
            .words
            .iter()
            .map(|word| (word.start_ms, word.end_ms))
            .collect::<Vec<_>>(),
        [(100, 250), (250, 600)]
    );
    let asked = asked.join().unwrap();
    let text = String::from_utf8_lossy(&asked);
    assert!(
        text.starts_with("POST /v1/audio/transcriptions HTTP/1.1\r\n"),
        "{}",
        &text[..200]
    );
    for part in [
        "Bearer s3cret",
        "name=\"model\"\r\n\r\ntiny\r\n",
        "\r\n\r\nverbose_json\r\n",
        "\r\n\r\nen\r\n",
        "RIFF",
        "answer.wav",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert!(asked.len() > 32_000, "all of the sound");
}

#[test]
fn simpler_answers_are_taken_too() {
    let (url, _asked) = server(reply!("200 OK", "application/json", r#"{"text":"I wrote it."}"#));
    assert_eq!(ask(&url, None, 5).unwrap().text, "I wrote it.");
    let (url, asked) = server(reply!("200 OK", "text/plain", "I wrote it.\n"));
    assert_eq!(ask(&url, None, 5).unwrap().text, "I wrote it.");
    assert!(!String::from_utf8_lossy(&asked.join().unwrap()).contains("Authorization"));
    let (url, _asked) = server(reply!(
        "200 OK",
        "application/json",
        r#"{"text":"I wrote","segments":[{"words":[{"word":" I","start":0,"end":0.2}]},{"words":[{"word":" wrote","start":0.2,"end":-1}]}]}"#
    ));
    assert_eq!(
        ask(&url, None, 5).unwrap().words.len(),
        1,
        "a time before the start is none"
    );
}

#[test]
fn whatever_else_it_answers_is_a_clear_word() {
    for (answer, code, said) in [
        (
            reply!("200 OK", "text/html", "<html>Sign in</html>"),
            "transcriber-nonsense",
            "neither JSON nor words",
        ),
        (
            reply!("200 OK", "application/json", r#"{"words": 7}"#),
            "transcriber-nonsense",
            "not the JSON",
        ),
        (
            reply!("200 OK", "application/json", "[1,2]"),
            "transcriber-nonsense",
            "neither",
        ),
        (
            reply!("401 Unauthorized", "text/plain", "bad key"),
            "transcriber-refused",
            "key_env",
        ),
        (
            reply!("404 Not Found", "text/plain", "no such model"),
            "transcriber-refused",
            "url and model",
        ),
        (
            reply!("413 Too Large", "text/plain", ""),
            "transcriber-refused",
            "as long as",
        ),
        (
            reply!("500 Oh", "text/plain", "out of memory"),
            "transcriber-refused",
            "out of memory",
        ),
        (
            reply!("302 Found\r\nLocation: http://example.org/", "text/plain", ""),
            "transcriber-refused",
            "302",
        ),
    ] {
        let (url, _asked) = server(answer);
        let error = ask(&url, None, 5).unwrap_err();
        assert_eq!(error.code, code, "{error}");
        assert!(
            error.to_string().contains(said) && error.fix.contains("kept"),
            "{error}"
        );
    }
}

#[test]
fn one_that_is_slow_or_away_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let slow = ask(&url, None, 1).unwrap_err();
    assert_eq!(slow.code, "transcriber-timeout", "{slow}");
    assert!(
        slow.what.contains("127.0.0.1") && slow.fix.contains("timeout_s"),
        "{slow}"
    );
    drop(listener);
    let away = ask(&url, None, 1).unwrap_err();
    assert_eq!(away.code, "transcriber-unreachable", "{away}");
    assert!(
        ServerTranscriber::of(&TranscriberSettings::default(), None).is_none(),
        "sound goes nowhere unasked"
    );
}
