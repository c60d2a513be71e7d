//! Addresses of the hub and of where it sends us: https, or http to this very machine; nothing else can be written.

use std::fmt;
use std::net::IpAddr;

use crate::error::Error;

/// Where models come from unless told otherwise.
pub const DEFAULT_HUB: &str = "https://huggingface.co";

/// An absolute address that may be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    secure: bool,
    /// Host, and port where one is given.
    authority: String,
    /// Begins with a slash, or is empty; holds the query too.
    path: String,
}

impl Address {
    /// Reads the address of a hub.
    ///
    /// # Errors
    /// When it is none, or is http to another machine.
    pub fn hub(given: &str) -> Result<Self, Error> {
        let bad = |why| Error::BadHub {
            given: given.to_owned(),
            why,
        };
        let address = Self::absolute(given.trim()).map_err(bad)?;
        if address.path.contains('?') {
            return Err(bad("a hub's address has no question mark"));
        }
        Ok(Self {
            path: address.path.trim_end_matches('/').to_owned(),
            ..address
        })
    }

    /// Reads an address. The error says what is wrong.
    fn absolute(text: &str) -> Result<Self, &'static str> {
        if !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err("it has spaces or signs that no address has");
        }
        let text = text.split('#').next().unwrap_or(text);
        let (secure, rest) = match text.split_once("://") {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            _ => return Err("it does not begin with https://"),
        };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let address = Self {
            secure,
            authority: authority.to_ascii_lowercase(),
            path: if path.starts_with('?') {
                format!("/{path}")
            } else {
                path.to_owned()
            },
        };
        let host = address.host();
        let port = address.authority.strip_prefix(host).unwrap_or("");
        let port_fits = port.is_empty() || port.strip_prefix(':').is_some_and(|p| p.parse::<u16>().is_ok());
        let named = host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b".-_[]:".contains(&b));
        if host.is_empty() || !named || !port_fits {
            return Err("its host cannot be read");
        }
        if !secure && !address.is_this_machine() {
            return Err("http would let anyone on the way change the files; only https will do");
        }
        Ok(address)
    }

    /// The host, without its port; an IPv6 address keeps its brackets.
    pub(crate) fn host(&self) -> &str {
        let from = self.authority.find(']').unwrap_or(0);
        self.authority[from..]
            .find(':')
            .map_or(&*self.authority, |colon| &self.authority[..from + colon])
    }

    /// Whether what is asked stays on this machine.
    pub(crate) fn is_this_machine(&self) -> bool {
        let host = self.host();
        host == "localhost"
            || host
                .trim_matches(['[', ']'])
                .parse::<IpAddr>()
                .is_ok_and(|ip| ip.is_loopback())
    }

    /// The address `below` this one; `below` is a path from the catalogue, which has no sign to escape.
    #[cfg(feature = "pull")]
    pub(crate) fn below(&self, below: &str) -> Self {
        Self {
            path: format!("{}/{below}", self.path),
            ..self.clone()
        }
    }

    /// Where a redirect from here leads.
    ///
    /// # Errors
    /// When that is http where this is https, or another machine by http, or no address.
    #[cfg(feature = "pull")]
    pub(crate) fn redirected(&self, location: &str) -> Result<Self, Error> {
        let insecure = || Error::Insecure {
            url: self.to_string(),
            to: location.chars().filter(|c| !c.is_control()).take(300).collect(),
        };
        let scheme = if self.secure { "https" } else { "http" };
        let to = if location.starts_with("//") {
            format!("{scheme}:{location}")
        } else if location.starts_with('/') {
            format!("{scheme}://{}{location}", self.authority)
        } else if location.contains("://") {
            location.to_owned()
        } else {
            let path = self.path.split('?').next().unwrap_or("");
            let folder = path.rfind('/').map_or("", |slash| &path[..slash]);
            format!("{scheme}://{}{folder}/{location}", self.authority)
        };
        let to = Self::absolute(&to).map_err(|_| insecure())?;
        if self.secure && !to.secure {
            return Err(insecure());
        }
        Ok(to)
    }

    /// Whether both are the same host by the same way.
    #[cfg(feature = "pull")]
    pub(crate) fn same_host(&self, other: &Self) -> bool {
        self.secure == other.secure && self.authority == other.authority
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(f, "{scheme}://{}{}", self.authority, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_is_https_or_this_machine() {
        for good in [
            DEFAULT_HUB,
            "https://models.example.org/mirror/",
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "http://localhost",
            "HTTPS://Example.org",
        ] {
            Address::hub(good).unwrap();
        }
        for bad in [
            "",
            "huggingface.co",
            "ftp://example.org",
            "http://example.org",
            "http://127.0.0.1@example.org",
            "http://127.0.0.1.example.org",
            "http://localhost.example.org",
            "https://",
            "https://user:secret@example.org",
            "https://example.org:99999",
            "https://example.org/?x=1",
            "https://exa mple.org",
            "https://example.org\r\nX: y",
        ] {
            assert!(Address::hub(bad).is_err(), "{bad}");
        }
        assert_eq!(
            Address::hub("https://Example.org/a/").unwrap().to_string(),
            "https://example.org/a"
        );
    }

    #[cfg(feature = "pull")]
    #[test]
    fn a_redirect_never_leads_to_plain_http() {
        let hub = Address::hub("https://example.org").unwrap().below("a/b");
        for (location, to) in [
            ("/x?y=1", "https://example.org/x?y=1"),
            ("c", "https://example.org/a/c"),
            ("//cdn.example.org/z", "https://cdn.example.org/z"),
            ("https://cdn.example.org/z#part", "https://cdn.example.org/z"),
        ] {
            assert_eq!(hub.redirected(location).unwrap().to_string(), to);
        }
        for location in [
            "http://example.org/x",
            "http://127.0.0.1/x",
            "ftp://example.org/x",
            "https://a@b/x",
        ] {
            assert!(
                matches!(hub.redirected(location), Err(Error::Insecure { .. })),
                "{location}"
            );
        }
        let local = Address::hub("http://127.0.0.1:9").unwrap().below("a");
        assert!(local.redirected("http://127.0.0.1:8/b").is_ok());
        assert!(local.redirected("http://example.org/b").is_err());
    }
}
