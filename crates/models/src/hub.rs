//! Asking a hub for files: addresses, redirects and what its headers announce. Nothing is written to the disk here.

use std::io::Read;
use std::time::Duration;

use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body};

use crate::address::Address;
use crate::catalogue::{Entry, From};
use crate::digest::{is_commit, is_sha256};
use crate::error::Error;

/// Redirects followed at most.
const MOST_REDIRECTS: usize = 5;
/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(20);
/// How long the hub may say nothing in the middle of something.
const SILENCE: Duration = Duration::from_secs(60);
/// Where files of a repository of their makers lie.
const MAKERS: &str = "https://raw.githubusercontent.com";

/// A hub to ask.
#[derive(Debug)]
pub struct Hub {
    base: Address,
    agent: Agent,
}

/// What the hub announces of a file before it sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Notice {
    /// The commit it serves.
    pub(crate) commit: Option<String>,
    /// SHA-256 of a large file.
    pub(crate) sha256: Option<String>,
    /// What it calls this content.
    pub(crate) etag: Option<String>,
    /// Bytes.
    pub(crate) size: Option<u64>,
}

/// Which part of a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rest<'r> {
    /// Bytes that are here.
    pub(crate) from: u64,
    /// Only if the content is still called so.
    pub(crate) etag: Option<&'r str>,
}

/// A file being sent.
pub(crate) struct Sending {
    /// Where in the file it begins.
    pub(crate) from: u64,
    /// Bytes of the whole file, where the server says.
    pub(crate) size: Option<u64>,
    /// A strong entity tag, to go on with later.
    pub(crate) etag: Option<String>,
    pub(crate) body: Box<dyn Read>,
}

/// What came back when a file was asked for.
pub(crate) enum Answer {
    /// All of it, or the rest of it.
    Sending(Sending),
    /// The part that is here does not fit what the server has.
    NoSuchRest,
}

impl Hub {
    /// The hub at `base`.
    #[must_use]
    pub fn at(base: Address) -> Self {
        let config = Agent::config_builder()
            .user_agent(concat!("glidepath/", env!("CARGO_PKG_VERSION")))
            // A compressed answer could not be resumed or counted.
            .accept_encoding("identity")
            .http_status_as_error(false)
            // Redirects are followed by hand, so that each is looked at.
            .max_redirects(0)
            .max_idle_connections(0)
            .timeout_connect(Some(CONNECT))
            .timeout_per_read(Some(SILENCE))
            .timeout_per_write(Some(SILENCE));
        // A proxy is for what lies outside.
        let config = if base.is_this_machine() {
            config.proxy(None)
        } else {
            config
        };
        Self {
            base,
            agent: config.build().into(),
        }
    }

    /// Where a file of `entry` lies at `revision`.
    pub(crate) fn address(&self, entry: &Entry, revision: &str, remote: &str) -> Result<Address, Error> {
        let repository = &entry.repository;
        Ok(match entry.from {
            From::Hub => self.base.below(&format!("{repository}/resolve/{revision}/{remote}")),
            From::Github => Address::hub(MAKERS)?.below(&format!("{repository}/{revision}/{remote}")),
        })
    }

    /// What the hub says of a file without sending it.
    pub(crate) fn announce(&self, at: &Address) -> Result<Notice, Error> {
        let mut notice = Notice::default();
        let mut address = at.clone();
        for _ in 0..=MOST_REDIRECTS {
            let response = self.ask(&address, true, None)?;
            notice.learn(response.headers());
            match (status(&address, &response), location(&response)) {
                (Ok(()), _) => return Ok(notice),
                (_, Some(_)) if notice.sha256.is_some() => return Ok(notice),
                // Past the hub lies a store that knows nothing of repositories; what the hub says is said.
                (_, Some(to)) => {
                    let next = address.redirected(to)?;
                    if !next.same_host(&address) {
                        return Ok(notice);
                    }
                    notice.size = None;
                    address = next;
                }
                (Err(error), None) => return Err(error),
            }
        }
        Err(too_many(at))
    }

    /// Asks for a file, or the rest of it.
    pub(crate) fn get(&self, at: &Address, rest: Option<Rest<'_>>) -> Result<Answer, Error> {
        let mut address = at.clone();
        for _ in 0..=MOST_REDIRECTS {
            let response = self.ask(&address, false, rest)?;
            if let Some(to) = location(&response) {
                address = address.redirected(to)?;
                continue;
            }
            if response.status() == 416 {
                return Ok(Answer::NoSuchRest);
            }
            status(&address, &response)?;
            return sending(response, rest).map_or(Ok(Answer::NoSuchRest), |sending| Ok(Answer::Sending(sending)));
        }
        Err(too_many(at))
    }

    fn ask(&self, at: &Address, head: bool, rest: Option<Rest<'_>>) -> Result<Response<Body>, Error> {
        let url = at.to_string();
        let mut request = if head {
            self.agent.head(&url)
        } else {
            self.agent.get(&url)
        };
        if let Some(rest) = rest {
            request = request.header("Range", format!("bytes={}-", rest.from));
            if let Some(etag) = rest.etag {
                request = request.header("If-Range", etag);
            }
        }
        request.call().map_err(|error| trouble(at, &error))
    }
}

impl Notice {
    /// Takes what these headers say and earlier ones did not.
    fn learn(&mut self, headers: &HeaderMap) {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let first = |slot: &mut Option<String>, value: Option<String>| *slot = slot.take().or(value);
        first(
            &mut self.commit,
            text("x-repo-commit").filter(|said| is_commit(said)).map(str::to_owned),
        );
        let linked = text("x-linked-etag").map(bare);
        first(
            &mut self.sha256,
            linked.filter(|said| is_sha256(said)).map(str::to_owned),
        );
        let tag = linked.or_else(|| text("etag").map(bare));
        first(
            &mut self.etag,
            tag.filter(|tag| !tag.is_empty() && tag.len() <= 200).map(str::to_owned),
        );
        let linked = text("x-linked-size").and_then(|size| size.parse().ok());
        let own = || text("content-length").and_then(|size| size.parse().ok());
        self.size = linked.or(self.size).or_else(own);
    }
}

/// An entity tag without its quotes and weakness.
fn bare(tag: &str) -> &str {
    tag.trim().trim_start_matches("W/").trim_matches('"')
}

/// What is being sent, where it fits what was asked for.
fn sending(response: Response<Body>, rest: Option<Rest<'_>>) -> Option<Sending> {
    let text = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
    let length = text("content-length").and_then(|size| size.parse::<u64>().ok());
    let etag = text("etag")
        .filter(|tag| tag.starts_with('"') && tag.len() <= 200)
        .map(str::to_owned);
    let (from, size) = if response.status() == 206 {
        let (from, size) = content_range(text("content-range")?)?;
        if from != rest?.from {
            return None;
        }
        (from, size)
    } else {
        (0, length)
    };
    Some(Sending {
        from,
        size,
        etag,
        body: Box::new(response.into_body().into_reader()),
    })
}

/// First byte and whole size of `bytes 5-9/10`.
fn content_range(value: &str) -> Option<(u64, Option<u64>)> {
    let (range, size) = value.trim().strip_prefix("bytes ")?.split_once('/')?;
    let (from, _) = range.split_once('-')?;
    let size = match size {
        "*" => None,
        size => Some(size.parse().ok()?),
    };
    Some((from.parse().ok()?, size))
}

fn location(response: &Response<Body>) -> Option<&str> {
    let to = response.headers().get("location")?.to_str().ok()?;
    [301, 302, 303, 307, 308]
        .contains(&response.status().as_u16())
        .then_some(to)
}

/// Whether the file is there to be had.
fn status(at: &Address, response: &Response<Body>) -> Result<(), Error> {
    let url = at.to_string();
    match response.status().as_u16() {
        200 | 206 => Ok(()),
        404 | 410 => Err(Error::NotThere { url }),
        status @ (401 | 403) => Err(Error::SignIn { url, status }),
        status => Err(Error::Status { url, status }),
    }
}

fn too_many(at: &Address) -> Error {
    Error::Redirects {
        url: at.to_string(),
        limit: MOST_REDIRECTS,
    }
}

fn trouble(at: &Address, error: &ureq::Error) -> Error {
    let host = at.host().to_owned();
    match error {
        ureq::Error::Protocol(error) => Error::Odd {
            url: at.to_string(),
            why: error.to_string(),
        },
        ureq::Error::Http(_) | ureq::Error::BadUri(_) => Error::Odd {
            url: at.to_string(),
            why: error.to_string(),
        },
        ureq::Error::HostNotFound => Error::NoNetwork {
            host,
            why: "its name is not known here".to_owned(),
        },
        ureq::Error::Timeout(_) => Error::NoNetwork {
            host,
            why: "it did not answer in time".to_owned(),
        },
        other => {
            let why = other.to_string();
            let why = why.strip_prefix("io: ").unwrap_or(&why).to_owned();
            if why.contains("certificate") {
                Error::Untrusted { host, why }
            } else {
                Error::NoNetwork { host, why }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn addresses_are_those_that_the_hosts_know() {
        let hub = Hub::at(Address::hub(crate::DEFAULT_HUB).unwrap());
        let at = |name: &str, index: usize| {
            let entry = Catalogue::ours().find(name).unwrap();
            hub.address(entry, &entry.revision, entry.files[index].remote())
                .unwrap()
                .to_string()
        };
        assert_eq!(
            at("whisper-tiny.en", 0),
            "https://huggingface.co/onnx-community/whisper-tiny.en/resolve/2575352d61be1bf7225cf8f8b268a4678025fc58/onnx/encoder_model_quantized.onnx"
        );
        assert_eq!(
            at("silero-vad", 0),
            "https://raw.githubusercontent.com/snakers4/silero-vad/7e30209a3e901f9842f81b225f3e93d8199902b1/src/silero_vad/data/silero_vad.onnx"
        );
    }

    #[test]
    fn headers_are_understood() {
        assert_eq!(content_range("bytes 5-9/10"), Some((5, Some(10))));
        assert_eq!(content_range("bytes 5-9/*"), Some((5, None)));
        assert_eq!(content_range("bytes */10"), None);
        assert_eq!(content_range("5-9/10"), None);
        let digest = "ab".repeat(32);
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-repo-commit", "cd".repeat(20)),
            ("x-linked-etag", format!("\"{digest}\"")),
            ("x-linked-size", "77".to_owned()),
            ("content-length", "9".to_owned()),
            ("etag", "W/\"other\"".to_owned()),
        ] {
            headers.insert(name, value.parse().unwrap());
        }
        let mut notice = Notice::default();
        notice.learn(&headers);
        assert_eq!((notice.sha256, notice.size), (Some(digest.clone()), Some(77)));
        assert_eq!((notice.etag, notice.commit), (Some(digest), Some("cd".repeat(20))));
        headers.remove("x-linked-etag");
        headers.remove("x-linked-size");
        let mut notice = Notice::default();
        notice.learn(&headers);
        assert_eq!(
            (notice.sha256, notice.etag, notice.size),
            (None, Some("other".to_owned()), Some(9))
        );
    }
}
