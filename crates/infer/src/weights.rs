//! The embedded weights, and how they are checked before use.

use rten::include_external_data;

/// How many files reviewing needs; their checksums come first.
const REVIEWING: usize = 6;

/// The files of one encoder.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    pub(crate) sentence: Graph,
    pub(crate) head: Graph,
    pub(crate) pieces: &'static str,
    pub(crate) labels: &'static str,
    pub(crate) finder: Graph,
    pub(crate) finder_heads: Graph,
    /// The CRC-32 of each file in this order, hexadecimal, a line each, as `training/encoder/train.py` wrote them.
    pub(crate) checksums: &'static str,
}

/// A graph and, apart from it, its weights, which are used where they lie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Graph {
    pub(crate) shape: &'static [u8],
    pub(crate) weights: &'static [u8],
    /// The name under which the shape speaks of the weights.
    pub(crate) name: &'static str,
}

/// Why an encoder cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damaged {
    /// A file differs from what was trained.
    #[error("{file} has the checksum {found}, not {expected}")]
    Checksum {
        /// Which file.
        file: &'static str,
        /// What it should be.
        expected: String,
        /// What it is.
        found: String,
    },
    /// A file cannot be read as what it should be.
    #[error("{file} cannot be read: {why}")]
    Unreadable {
        /// Which file.
        file: &'static str,
        /// What is wrong with it.
        why: String,
    },
}

impl Weights {
    /// Those that are part of the program.
    #[must_use]
    pub fn embedded() -> Self {
        Self {
            sentence: Graph {
                shape: include_bytes!("../data/encoder.onnx"),
                weights: include_external_data!("../data/encoder.onnx.data"),
                name: "encoder.onnx.data",
            },
            head: Graph {
                shape: include_bytes!("../data/head.onnx"),
                weights: include_external_data!("../data/head.onnx.data"),
                name: "head.onnx.data",
            },
            pieces: include_str!("../data/pieces.txt"),
            labels: include_str!("../data/labels.txt"),
            finder: Graph {
                shape: include_bytes!("../data/finder.onnx"),
                weights: include_external_data!("../data/finder.onnx.data"),
                name: "finder.onnx.data",
            },
            finder_heads: Graph {
                shape: include_bytes!("../data/finder-heads.onnx"),
                weights: include_external_data!("../data/finder-heads.onnx.data"),
                name: "finder-heads.onnx.data",
            },
            checksums: include_str!("../data/checksums.txt"),
        }
    }

    /// These weights with other bytes for the sentence encoder's weights: to see what damage does.
    #[must_use]
    pub const fn with_sentence_weights(mut self, weights: &'static [u8]) -> Self {
        self.sentence.weights = weights;
        self
    }

    /// Checks the files that reviewing needs, and gives a name that changes with the weights.
    ///
    /// # Errors
    /// When a file differs from what was trained.
    pub(crate) fn check(&self) -> Result<String, Damaged> {
        let files: [(&'static str, &[u8]); REVIEWING] = [
            ("encoder.onnx", self.sentence.shape),
            ("encoder.onnx.data", self.sentence.weights),
            ("head.onnx", self.head.shape),
            ("head.onnx.data", self.head.weights),
            ("pieces.txt", self.pieces.as_bytes()),
            ("labels.txt", self.labels.as_bytes()),
        ];
        self.check_files(&files, 0)
            .map(|sum| format!("glidepath-encoder-{sum:08x}"))
    }

    /// Checks the files that finding needs besides, and gives its name.
    ///
    /// # Errors
    /// When a file differs from what was trained.
    pub(crate) fn check_finder(&self) -> Result<String, Damaged> {
        let files: [(&'static str, &[u8]); 4] = [
            ("finder.onnx", self.finder.shape),
            ("finder.onnx.data", self.finder.weights),
            ("finder-heads.onnx", self.finder_heads.shape),
            ("finder-heads.onnx.data", self.finder_heads.weights),
        ];
        self.check_files(&files, REVIEWING)
            .map(|sum| format!("glidepath-finder-{sum:08x}"))
    }

    fn check_files(&self, files: &[(&'static str, &[u8])], from: usize) -> Result<u32, Damaged> {
        let mut expected = self.checksums.split_whitespace().skip(from);
        let mut all = crc32fast::Hasher::new();
        for (file, bytes) in files {
            let found = format!("{:08x}", crc32fast::hash(bytes));
            let expected = expected.next().unwrap_or("none");
            if found != expected {
                return Err(Damaged::Checksum {
                    file,
                    expected: expected.to_owned(),
                    found,
                });
            }
            all.update(found.as_bytes());
        }
        Ok(all.finalize())
    }
}
