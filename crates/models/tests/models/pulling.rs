//! Fetching: all that can go right, and each thing that can go wrong, with the model that was there before.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use glidepath_models::{Address, Catalogue, Error, Hub, Outcome, Progress, Record, Step, Store, Trust, pull};

use crate::server::{Reply, Request, Server};
use crate::{COMMIT, all, catalogue, content, folder, noise, pinned, sha256};

const CONFIG: &[u8] = b"{}";

fn store(test: &str) -> (PathBuf, Store) {
    let data = folder(test);
    let store = Store::below(&data);
    (data, store)
}

fn fetch(store: &Store, catalogue: &Catalogue, server: &Server) -> Result<(Outcome, Record), Error> {
    pull(store, catalogue, "tiny", &server.hub(), false, &mut ())
}

fn path(request: &Request) -> &str {
    request.line.rsplit('/').next().unwrap()
}

/// A server that has these files and knows ranges.
fn serving(files: Vec<(&'static str, Vec<u8>)>) -> Server {
    Server::start(move |request, _| {
        files
            .iter()
            .find(|(name, _)| path(request) == *name)
            .map_or(Reply::new(404, b"no"), |(name, body)| {
                Reply::ranged(request, body, &format!("\"{name}\""))
            })
    })
}

/// Installs `tiny` with a file `m.onnx` of these bytes.
fn installed(store: &Store, bytes: &[u8]) {
    let server = serving(vec![("m.onnx", bytes.to_vec())]);
    fetch(store, &pinned(&[("m.onnx", bytes)]), &server).unwrap();
}

#[test]
fn a_pinned_model_comes_and_is_not_asked_for_again() {
    let (data, store) = store("pull_all");
    let weights = noise(300_000);
    let catalogue = pinned(&[("onnx/m.onnx", &weights), ("config.json", CONFIG)]);
    let server = serving(vec![("m.onnx", weights.clone()), ("config.json", CONFIG.to_vec())]);
    let (outcome, record) = fetch(&store, &catalogue, &server).unwrap();
    assert_eq!(outcome, Outcome::Installed);
    assert_eq!((record.trust, &*record.commit), (Trust::Pinned, COMMIT));
    assert_eq!(
        server.lines(),
        [
            format!("GET /some/tiny/resolve/{COMMIT}/onnx/m.onnx"),
            format!("GET /some/tiny/resolve/{COMMIT}/config.json"),
        ]
    );
    assert_eq!(all(&data), ["tiny/config.json", "tiny/model.toml", "tiny/onnx/m.onnx"]);
    assert_eq!(content(&store, "onnx/m.onnx"), weights);
    assert!(store.verify(&catalogue, "tiny").unwrap().is_whole());
    assert_eq!(fetch(&store, &catalogue, &server).unwrap().0, Outcome::Already);
    assert_eq!(server.lines().len(), 2);
}

#[test]
fn a_damaged_file_is_fetched_again_and_the_others_stay() {
    let (_, store) = store("pull_mend");
    let weights = noise(300_000);
    let catalogue = pinned(&[("m.onnx", &weights), ("config.json", CONFIG)]);
    let server = serving(vec![("m.onnx", weights.clone()), ("config.json", CONFIG.to_vec())]);
    fetch(&store, &catalogue, &server).unwrap();
    fs::write(store.folder("tiny").unwrap().join("config.json"), b"[]").unwrap();
    assert!(!store.verify(&catalogue, "tiny").unwrap().is_whole());
    assert_eq!(fetch(&store, &catalogue, &server).unwrap().0, Outcome::Replaced);
    assert_eq!(server.lines().len(), 3);
    assert!(store.verify(&catalogue, "tiny").unwrap().is_whole());
}

#[test]
fn a_cut_connection_is_taken_up_where_it_ended() {
    let (data, store) = store("pull_cut");
    let weights = noise(300_000);
    let body = weights.clone();
    let server = Server::start(move |request, before| {
        let reply = Reply::ranged(request, &body, "\"one\"");
        if before == 0 { reply.cut(100_000) } else { reply }
    });
    fetch(&store, &pinned(&[("m.onnx", &weights)]), &server).unwrap();
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!((asked[0].from(), asked[1].from()), (None, Some(100_000)));
    assert_eq!(asked[1].header("if-range"), Some("\"one\""));
    assert_eq!(content(&store, "m.onnx"), weights);
    assert_eq!(all(&data), ["tiny/m.onnx", "tiny/model.toml"]);
}

#[test]
fn what_came_is_kept_for_a_later_run() {
    let (data, store) = store("pull_later");
    let weights = noise(300_000);
    let catalogue = pinned(&[("m.onnx", &weights)]);
    let body = weights.clone();
    let server = Server::start(move |request, before| {
        let reply = Reply::ranged(request, &body, "\"one\"");
        match before {
            0 => reply.cut(100_000),
            1..=3 => reply.cut(0),
            _ => reply,
        }
    });
    let error = fetch(&store, &catalogue, &server).unwrap_err();
    assert!(
        matches!(
            error,
            Error::Cut {
                have: 100_000,
                size: Some(300_000),
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(all(&data), ["tiny.part/m.onnx.part", "tiny.part/m.onnx.part.etag"]);
    assert_eq!(store.installed().unwrap(), Vec::<String>::new());
    fetch(&store, &catalogue, &server).unwrap();
    assert_eq!(server.asked()[4].from(), Some(100_000));
    assert_eq!(content(&store, "m.onnx"), weights);
}

#[test]
fn a_file_that_changed_meanwhile_is_fetched_from_its_start() {
    let (_, store) = store("pull_changed");
    let weights = noise(300_000);
    let body = weights.clone();
    let server = Server::start(move |request, before| {
        if before == 0 {
            Reply::ranged(request, &[1; 300_000], "\"old\"").cut(100_000)
        } else {
            Reply::ranged(request, &body, "\"new\"")
        }
    });
    fetch(&store, &pinned(&[("m.onnx", &weights)]), &server).unwrap();
    assert_eq!(content(&store, "m.onnx"), weights);
    assert_eq!(server.lines().len(), 2);
}

#[test]
fn two_halves_of_two_files_are_noticed() {
    let (_, store) = store("pull_halves");
    let weights = noise(300_000);
    let body = weights.clone();
    // A server without entity tags, whose file changed.
    let server = Server::start(move |request, before| {
        let (body, cut) = if before == 0 {
            (vec![1; 300_000], Some(100_000))
        } else {
            (body.clone(), None)
        };
        let mut reply = Reply::ranged(request, &body, "");
        reply.headers.retain(|(name, _)| name != "ETag");
        reply.cut = cut;
        reply
    });
    fetch(&store, &pinned(&[("m.onnx", &weights)]), &server).unwrap();
    let from: Vec<_> = server.asked().iter().map(Request::from).collect();
    assert_eq!(from, [None, Some(100_000), None]);
    assert_eq!(content(&store, "m.onnx"), weights);
}

#[test]
fn servers_that_know_no_ranges_or_the_wrong_ones_do_no_harm() {
    let (_, store) = store("pull_ranges");
    let weights = noise(300_000);
    let catalogue = pinned(&[("m.onnx", &weights)]);
    type Answer = fn(&[u8], &Request, usize) -> Reply;
    let answers: [Answer; 3] = [
        // Ignores ranges.
        |body, _, before| {
            if before == 0 {
                Reply::new(200, body).cut(9)
            } else {
                Reply::new(200, body)
            }
        },
        // Sends another part than the one asked for.
        |body, request, before| match (before, request.from()) {
            (0, _) => Reply::new(200, body).cut(9),
            (_, Some(_)) => Reply::new(206, &body[5..]).with("Content-Range", "bytes 5-299999/300000"),
            _ => Reply::new(200, body),
        },
        // Says that there is no such part.
        |body, request, before| match (before, request.from()) {
            (0, _) => Reply::new(200, body).cut(9),
            (_, Some(_)) => Reply::new(416, b""),
            _ => Reply::new(200, body),
        },
    ];
    for answer in answers {
        let body = weights.clone();
        let server = Server::start(move |request, before| answer(&body, request, before));
        fetch(&store, &catalogue, &server).unwrap();
        assert_eq!(content(&store, "m.onnx"), weights);
        store.remove(&catalogue, "tiny").unwrap();
    }
}

/// What `answer` does to a fetch over a good model that lacks a new file; the good model stays.
fn refused(test: &str, answer: impl Fn(&Request, usize) -> Reply + Send + 'static) -> Error {
    let (data, store) = store(test);
    installed(&store, b"good");
    let server = Server::start(answer);
    let catalogue = pinned(&[("m.onnx", b"good"), ("new.json", b"12345")]);
    let error = fetch(&store, &catalogue, &server).unwrap_err();
    assert_eq!(content(&store, "m.onnx"), b"good", "{error}");
    assert!(
        store.verify(&Catalogue::default(), "tiny").unwrap().is_whole(),
        "{error}"
    );
    assert!(!data.join("models/tiny.part/new.json").exists(), "{error}");
    error
}

#[test]
fn another_checksum_is_refused() {
    let error = refused("pull_checksum", |_, _| Reply::new(200, b"54321"));
    let Error::Checksum { file, expected, found } = error else {
        panic!("{error}")
    };
    assert_eq!(
        (&*file, expected, found),
        ("new.json", sha256(b"12345"), sha256(b"54321"))
    );
}

#[test]
fn another_size_is_refused_before_it_is_fetched_and_while_it_comes() {
    let error = refused("pull_size", |_, _| Reply::new(200, b"123456"));
    assert!(
        matches!(
            error,
            Error::Size {
                expected: 5,
                found: 6,
                ..
            }
        ),
        "{error}"
    );
    let error = refused("pull_endless", |_, _| {
        let mut reply = Reply::new(200, &[b'1'; 5_000_000]);
        reply.length = false;
        reply
    });
    assert!(matches!(error, Error::Size { expected: 5, .. }), "{error}");
    let error = refused("pull_short", |_, _| {
        let mut reply = Reply::new(200, b"123");
        reply.length = false;
        reply
    });
    assert!(matches!(error, Error::Cut { have: 3, .. }), "{error}");
}

#[test]
fn what_the_hub_answers_is_told_apart() {
    let error = refused("pull_404", |_, _| Reply::new(404, b"no"));
    assert!(
        matches!(&error, Error::NotThere { url } if url.ends_with("new.json")),
        "{error}"
    );
    let error = refused("pull_401", |_, _| Reply::new(401, b"who?"));
    assert!(matches!(error, Error::SignIn { status: 401, .. }), "{error}");
    let error = refused("pull_503", |_, _| Reply::new(503, b"later"));
    assert!(matches!(error, Error::Status { status: 503, .. }), "{error}");
    let error = refused("pull_silence", |_, _| Reply::new(200, b"12345").cut(0));
    assert!(matches!(error, Error::Cut { have: 0, .. }), "{error}");
}

#[test]
fn redirects_are_followed_only_where_they_are_safe() {
    let error = refused("pull_http", |_, _| {
        Reply::new(302, b"").with("Location", "http://example.org/new.json")
    });
    assert!(
        matches!(&error, Error::Insecure { to, .. } if to.starts_with("http://example.org")),
        "{error}"
    );
    let error = refused("pull_file", |_, _| {
        Reply::new(302, b"").with("Location", "file:///etc/passwd")
    });
    assert!(matches!(error, Error::Insecure { .. }), "{error}");
    let error = refused("pull_loop", |request, _| {
        Reply::new(302, b"").with("Location", request.line.trim_start_matches("GET "))
    });
    assert!(matches!(error, Error::Redirects { .. }), "{error}");

    let (_, store) = store("pull_redirect");
    let weights = noise(1_000);
    let body = weights.clone();
    let server = Server::start(move |request, _| {
        if path(request) == "m.onnx" {
            Reply::new(307, b"").with("Location", "/store/blob?x=1")
        } else {
            Reply::ranged(request, &body, "\"blob\"")
        }
    });
    fetch(&store, &pinned(&[("m.onnx", &weights)]), &server).unwrap();
    assert_eq!(server.lines()[1], "GET /store/blob?x=1");
}

#[test]
fn without_a_network_the_host_is_named() {
    let (data, store) = store("pull_offline");
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", taken.local_addr().unwrap());
    drop(taken);
    let hub = Hub::at(Address::hub(&url).unwrap());
    let error = pull(&store, &pinned(&[("m.onnx", b"x")]), "tiny", &hub, false, &mut ()).unwrap_err();
    assert!(
        matches!(&error, Error::NoNetwork { host, .. } if host == "127.0.0.1"),
        "{error}"
    );
    assert_eq!(store.installed().unwrap(), Vec::<String>::new());
    assert_eq!(all(&data), ["tiny.part/m.onnx.part"]);
    let error = pull(&store, &Catalogue::default(), "tinny", &hub, false, &mut ()).unwrap_err();
    assert!(matches!(error, Error::Unknown { .. }), "{error}");
}

/// A hub as the real one answers: large files by redirect with their SHA-256, small ones with another tag.
fn hub_with(weights: Vec<u8>, config: Vec<u8>, commit: &'static str) -> Server {
    Server::start(move |request, _| match path(request) {
        "m.onnx" if request.line.contains("/resolve/") => Reply::new(302, b"")
            .with("Location", "/blob/weights")
            .with("X-Repo-Commit", commit)
            .with("X-Linked-Etag", &format!("\"{}\"", sha256(&weights)))
            .with("X-Linked-Size", &weights.len().to_string()),
        "weights" => Reply::ranged(request, &weights, "\"blob\""),
        "config.json" => {
            Reply::ranged(request, &config, &format!("\"{}\"", &sha256(&config)[..40])).with("X-Repo-Commit", commit)
        }
        _ => Reply::new(404, b""),
    })
}

fn unpinned() -> Catalogue {
    catalogue(
        "main",
        "unpinned = \"nobody says\"",
        "{ path = \"m.onnx\" }, { path = \"config.json\" }",
    )
}

const LATER: &str = "fedcba9876543210fedcba9876543210fedcba98";

#[test]
fn what_nobody_pinned_is_trusted_on_first_use_and_held_to_it() {
    let (data, store) = store("pull_first_use");
    let weights = noise(300_000);
    let server = hub_with(weights.clone(), CONFIG.to_vec(), COMMIT);
    let (outcome, record) = fetch(&store, &unpinned(), &server).unwrap();
    assert_eq!(outcome, Outcome::Installed);
    assert_eq!((record.trust, &*record.commit), (Trust::FirstUse, COMMIT));
    assert_eq!(record.file("m.onnx").unwrap().sha256, sha256(&weights));
    // The branch is asked about once; all files come from the commit it stood for.
    let lines = server.lines();
    assert_eq!(lines[0], "HEAD /some/tiny/resolve/main/m.onnx");
    assert!(
        lines
            .iter()
            .any(|line| *line == format!("GET /some/tiny/resolve/{COMMIT}/config.json"))
    );

    // The same again: asked, and nothing fetched.
    let before = server.lines().len();
    assert_eq!(fetch(&store, &unpinned(), &server).unwrap().0, Outcome::Already);
    assert!(server.lines()[before..].iter().all(|line| line.starts_with("HEAD ")));

    // A later commit with the same content is only noted.
    let moved = hub_with(weights.clone(), CONFIG.to_vec(), LATER);
    let (outcome, record) = fetch(&store, &unpinned(), &moved).unwrap();
    assert_eq!((outcome, &*record.commit), (Outcome::Replaced, LATER));

    // Other weights, known from the announcement; and another small file, known once it is here.
    let other = noise(200_000);
    let cases = [
        (other.clone(), CONFIG.to_vec(), "m.onnx"),
        (weights.clone(), b"[1]".to_vec(), "config.json"),
    ];
    for (weights, config, file) in cases {
        let server = hub_with(weights, config, LATER);
        let error = fetch(&store, &unpinned(), &server).unwrap_err();
        let Error::Differs { changes, .. } = error else {
            panic!("{error}")
        };
        assert_eq!(changes.iter().map(|change| &*change.path).collect::<Vec<_>>(), [file]);
        assert!(server.lines().iter().all(|line| line != "GET /blob/weights"));
        assert!(store.verify(&unpinned(), "tiny").unwrap().is_whole());
    }
    assert_eq!(content(&store, "config.json"), CONFIG);

    let server = hub_with(other.clone(), b"[1]".to_vec(), LATER);
    let (outcome, record) = pull(&store, &unpinned(), "tiny", &server.hub(), true, &mut ()).unwrap();
    assert_eq!(outcome, Outcome::Replaced);
    assert_eq!(record.file("m.onnx").unwrap().sha256, sha256(&other));
    assert_eq!(content(&store, "m.onnx"), other);
    assert_eq!(all(&data), ["tiny/config.json", "tiny/m.onnx", "tiny/model.toml"]);
}

#[test]
fn what_the_hub_announces_is_what_must_come() {
    let (_, store) = store("pull_announced");
    let weights = noise(1_000);
    let lying = |announced: &'static [u8], commit: &'static str| {
        let weights = weights.clone();
        Server::start(move |request, _| {
            let reply = Reply::ranged(request, &weights, "\"x\"").with("X-Repo-Commit", commit);
            if request.line.starts_with("HEAD ") {
                reply.with("X-Linked-Etag", &sha256(announced))
            } else {
                reply
            }
        })
    };
    let one = catalogue("main", "unpinned = \"nobody says\"", "{ path = \"m.onnx\" }");
    let error = fetch(&store, &one, &lying(b"else", COMMIT)).unwrap_err();
    assert!(matches!(error, Error::Checksum { .. }), "{error}");
    let by_commit = catalogue(COMMIT, "unpinned = \"nobody says\"", "{ path = \"m.onnx\" }");
    let error = fetch(&store, &by_commit, &lying(b"else", LATER)).unwrap_err();
    assert!(matches!(error, Error::Commit { .. }), "{error}");
    let error = fetch(&store, &one, &lying(b"else", "")).unwrap_err();
    assert!(matches!(error, Error::Commit { .. }), "{error}");
    assert_eq!(store.installed().unwrap(), Vec::<String>::new());
}

#[test]
fn a_file_too_large_to_be_one_of_ours_is_not_begun() {
    let (_, store) = store("pull_large");
    let server = Server::start(|_, _| {
        Reply::new(200, b"")
            .with("X-Repo-Commit", COMMIT)
            .with("X-Linked-Size", "5000000000")
    });
    let error = fetch(&store, &unpinned(), &server).unwrap_err();
    assert!(
        matches!(
            error,
            Error::TooLarge {
                size: 5_000_000_000,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn other_pins_than_those_recorded_need_a_yes() {
    let (_, store) = store("pull_repinned");
    installed(&store, b"old");
    let server = serving(vec![("m.onnx", b"new".to_vec())]);
    let catalogue = pinned(&[("m.onnx", b"new")]);
    let error = fetch(&store, &catalogue, &server).unwrap_err();
    assert!(matches!(error, Error::Differs { .. }), "{error}");
    assert_eq!(server.lines().len(), 0);
    pull(&store, &catalogue, "tiny", &server.hub(), true, &mut ()).unwrap();
    assert_eq!(content(&store, "m.onnx"), b"new");
}

#[test]
fn two_fetches_at_once_do_not_meet() {
    let (data, store) = store("pull_twice");
    let weights = noise(300_000);
    let catalogue = pinned(&[("m.onnx", &weights)]);
    let body = weights.clone();
    let (second, other) = (store.clone(), catalogue.clone());
    // While the server answers the first fetch, a second one begins.
    let server = Server::start(move |request, _| {
        let nobody = Hub::at(Address::hub("http://127.0.0.1:1").unwrap());
        let error = pull(&second, &other, "tiny", &nobody, false, &mut ()).unwrap_err();
        assert!(matches!(error, Error::Busy { .. }), "{error}");
        assert!(matches!(second.remove(&other, "tiny"), Err(Error::Busy { .. })));
        Reply::ranged(request, &body, "\"one\"")
    });
    fetch(&store, &catalogue, &server).unwrap();
    assert_eq!(content(&store, "m.onnx"), weights);
    assert_eq!(all(&data), ["tiny/m.onnx", "tiny/model.toml"]);
}

#[test]
fn progress_tells_every_file_to_its_end() {
    struct Log(Vec<(String, usize, u64, Option<u64>)>);
    impl Progress for Log {
        fn at(&mut self, step: Step<'_>) {
            self.0.push((step.path.to_owned(), step.number, step.have, step.size));
        }
    }
    let (_, store) = store("pull_progress");
    let weights = noise(300_000);
    let server = serving(vec![("m.onnx", weights.clone()), ("config.json", CONFIG.to_vec())]);
    let catalogue = pinned(&[("m.onnx", &weights), ("config.json", CONFIG)]);
    let mut log = Log(Vec::new());
    pull(&store, &catalogue, "tiny", &server.hub(), false, &mut log).unwrap();
    assert_eq!(log.0[0], ("m.onnx".to_owned(), 1, 0, Some(300_000)));
    assert!(log.0.contains(&("m.onnx".to_owned(), 1, 300_000, Some(300_000))));
    assert_eq!(log.0.last(), Some(&("config.json".to_owned(), 2, 2, Some(2))));
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let data = folder("pull_no_place");
    fs::write(data.join("models"), b"a file").unwrap();
    let store = Store::below(&data);
    let server = serving(vec![("m.onnx", b"x".to_vec())]);
    let error = fetch(&store, &pinned(&[("m.onnx", b"x")]), &server).unwrap_err();
    assert!(
        matches!(&error, Error::Write { path, .. } if path == Path::new(&data.join("models"))),
        "{error}"
    );
}
