//! Reading the files of a catalog from disk.

#![allow(clippy::unwrap_used)]

use std::fs;

use error_catalog_codegen::rust::{RustOptions, render_rust, render_stand_in, render_tracking};
use error_catalog_codegen::{Base, Folder};
use error_catalog_model::{Catalog, Source, SourceError};

fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Folder) {
    let top = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = top.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let folder = Folder::of(top.path().join("api/errors.toml"));
    (top, folder)
}

#[test]
fn an_unreadable_file_has_a_reason() {
    let (_top, folder) =
        folder(&[("api/errors.toml", b"a = 1\r\n"), ("api/parts/latin1.toml", b"caf\xe9"), ("outside.toml", b"")]);
    let cases = [
        ("errors.toml", Ok("a = 1\r\n".to_owned())),
        ("none.toml", Err(SourceError::NotFound)),
        ("errors.toml/none.toml", Err(SourceError::NotFound)),
        ("parts/latin1.toml", Err(SourceError::NotUtf8 { offset: 3 })),
        ("../outside.toml", Err(SourceError::Outside)),
    ];
    for (path, expected) in cases {
        assert_eq!(folder.read(path), expected, "{path}");
    }
    assert!(matches!(folder.read("parts"), Err(SourceError::Unreadable(_))));
}

/// Devices and pipes are not read, because reading them can be endless.
#[test]
#[cfg(unix)]
fn only_regular_files_are_read() {
    let (top, folder) = folder(&[("api/errors.toml", b"")]);
    let pipe = top.path().join("api/pipe.toml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let unreadable = |kind| Err(SourceError::Unreadable(format!("it is {kind}, not a regular file")));
    assert_eq!(Folder::of("/dev/zero").read("zero"), unreadable("a device"));
    let why = unreadable("a named pipe");
    assert_eq!(Folder::of(&pipe).read("pipe.toml"), why, "as the main file");
    assert_eq!(folder.read("pipe.toml"), why);
    assert_eq!(folder.read("../api"), Err(SourceError::Unreadable("it is a folder".to_owned())));
}

/// The same sources must compile to the same bytes in every folder.
#[test]
fn generated_source_does_not_contain_the_folder() {
    let main = b"[catalog]\ninclude = ['parts/*.toml']\n[errors.a]\nstatus = 400\nmessage = 'A'\n";
    for part in ["[errors.b]\nstatus = 400\nmessage = 'B'\n", "[errors.b]\nstatus = 200\nmessage = '{b}'\n"] {
        let [one, two] = [(); 2].map(|()| {
            let (top, _) = folder(&[("api/errors.toml", main), ("api/parts/b.toml", part.as_bytes())]);
            let top = top.path();
            let package = Base::find(Some(top.as_os_str().to_owned()), None).unwrap();
            let source_file = Base::find(None, Some(top.join("lib.rs"))).unwrap();
            let sources = [package, source_file].map(|base| {
                let (catalog, report) = base.parse("api/errors.toml");
                let options = RustOptions::for_module();
                let reference = base.reference("api/errors.toml");
                let files = report.files.iter();
                let tracking: String = files.map(|file| render_tracking(&file.path, &reference, &options)).collect();
                assert_eq!(tracking.matches("include_bytes!(").count(), 2, "{tracking}");
                let messages: Vec<String> = report.diagnostics.iter().map(|problem| report.render(problem)).collect();
                render_rust(&catalog, &options) + &render_stand_in(&messages, Some(&catalog), &options) + &tracking
            });
            assert!(sources.iter().all(|source| !source.contains(&top.display().to_string())), "{sources:?}");
            sources
        });
        assert_eq!(one, two);
    }
}

#[test]
fn names_are_sorted() {
    let (_top, folder) = folder(&[
        ("api/b.toml", b""),
        ("api/a.toml", b""),
        ("api/parts/c.toml", b""),
        ("api/target/CACHEDIR.TAG", b""),
    ]);
    assert_eq!(folder.list(""), ["a.toml", "b.toml", "parts/"]);
    assert_eq!(folder.list("parts"), ["c.toml"]);
    assert_eq!(folder.list("none"), [""; 0]);
    assert_eq!(folder.list(".."), [""; 0]);
}

#[test]
#[cfg(unix)]
fn links_out_of_the_folder_are_not_followed() {
    use std::os::unix::fs::symlink;

    let (top, folder) = folder(&[("api/in.toml", b"in"), ("real.toml", b"main"), ("secret/out.toml", b"out")]);
    symlink("in.toml", top.path().join("api/inner.toml")).unwrap();
    symlink("../secret/out.toml", top.path().join("api/outer.toml")).unwrap();
    symlink("../secret", top.path().join("api/secret")).unwrap();
    symlink("../real.toml", top.path().join("api/errors.toml")).unwrap();
    symlink("nowhere", top.path().join("api/broken.toml")).unwrap();

    assert_eq!(folder.read("inner.toml"), Ok("in".to_owned()));
    assert_eq!(folder.read("outer.toml"), Err(SourceError::Outside));
    assert_eq!(folder.read("secret/out.toml"), Err(SourceError::Outside));
    assert_eq!(folder.read("broken.toml"), Err(SourceError::NotFound));
    assert_eq!(folder.read("errors.toml"), Ok("main".to_owned()), "the main file is what was named");
    assert_eq!(folder.list("secret"), [""; 0]);
    assert_eq!(folder.list(""), ["broken.toml", "errors.toml", "in.toml", "inner.toml", "outer.toml"]);
}

/// Bazel and Buck2 compile in a folder that contains links to the sources.
#[test]
#[cfg(unix)]
fn a_link_farm_is_read_like_the_real_folder() {
    use std::os::unix::fs::symlink;

    let (top, real) = folder(&[
        ("api/errors.toml", b"main"),
        ("api/parts/a.toml", b"a"),
        ("api/more/b.toml", b"b"),
        ("api/more/deep/c.toml", b"c"),
        ("secret.toml", b"secret"),
    ]);
    let at = |path: &str| top.path().join(path);
    symlink("..", at("api/more/circle")).unwrap();
    symlink("../secret.toml", at("api/out.toml")).unwrap();
    fs::create_dir_all(at("farm/api/parts")).unwrap();
    for file in ["errors.toml", "parts/a.toml", "out.toml"] {
        symlink(at("api").join(file), at("farm/api").join(file)).unwrap();
    }
    symlink(at("api/more"), at("farm/api/more")).unwrap();
    symlink(at("api/more"), at("farm/api/other")).unwrap();
    symlink(at("api"), at("farm/api/self")).unwrap();
    symlink(at("secret.toml"), at("farm/api/parts/secret.toml")).unwrap();

    let farm = Folder::of(at("farm/api/errors.toml"));
    for path in ["errors.toml", "parts/a.toml", "more/b.toml", "more/deep/c.toml"] {
        assert_eq!(farm.read(path), real.read(path), "{path}");
        assert_eq!(farm.resolve(path), Ok(path.to_owned()), "{path}");
    }
    for path in ["out.toml", "parts/secret.toml", "more/circle/out.toml"] {
        assert_eq!(farm.read(path), Err(SourceError::Outside), "{path}");
    }
    // Only the links to the same path in the real folder are part of the catalog. All other links could form a cycle.
    assert_eq!(farm.list(""), ["errors.toml", "more/", "out.toml", "parts/"]);
    assert_eq!(farm.list("more"), real.list("more"));
    assert_eq!(farm.list("more/deep"), ["c.toml"]);
}

/// Other build tools give each file a name that is made from its content, and put all files into one folder.
#[test]
#[cfg(unix)]
fn a_link_farm_may_link_to_one_store() {
    use std::os::unix::fs::symlink;

    let (top, _) =
        folder(&[("store/aa", b"main"), ("store/bb", b"a"), ("store/c/cc", b""), ("store/.dd", b""), ("ee", b"")]);
    let at = |path: &str| top.path().join(path);
    fs::create_dir_all(at("farm")).unwrap();
    let links = [("errors", "store/aa"), ("a", "store/bb"), ("c", "store/c/cc"), ("d", "store/.dd"), ("e", "ee")];
    for (name, file) in links {
        symlink(at(file), at("farm").join(name).with_extension("toml")).unwrap();
    }
    symlink(at("store"), at("farm/store")).unwrap();
    let farm = Folder::of(at("farm/errors.toml"));
    assert_eq!(farm.list(""), ["a.toml", "c.toml", "d.toml", "e.toml", "errors.toml"]);
    assert_eq!(farm.read("a.toml"), Ok("a".to_owned()));
    assert_eq!(farm.resolve("a.toml"), Ok("a.toml".to_owned()));
    for path in ["c.toml", "d.toml", "e.toml"] {
        assert_eq!(farm.read(path), Err(SourceError::Outside), "{path}");
    }
}

#[test]
#[cfg(unix)]
fn links_are_resolved_to_files_that_need_not_exist() {
    use std::os::unix::fs::symlink;

    let (top, folder) = folder(&[("api/errors.toml", b""), ("api/docs/a.md", b""), ("out/b.md", b"")]);
    let link = |target: &str, path: &str| symlink(target, top.path().join("api").join(path)).unwrap();
    link("docs", "pages");
    link("new/c.md", "c.md");
    link("../out", "outer");
    link("../nowhere", "broken");
    link("circle", "circle");
    link(".", "here");
    for (path, expected) in [
        ("docs/a.md", Ok("docs/a.md")),
        ("pages/a.md", Ok("docs/a.md")),
        ("pages/more/new.md", Ok("docs/more/new.md")),
        ("c.md", Ok("new/c.md")),
        ("here/here/errors.toml", Ok("errors.toml")),
        ("here/new.lock", Ok("new.lock")),
        ("outer/b.md", Err(SourceError::Outside)),
        ("outer/new.md", Err(SourceError::Outside)),
        ("broken", Err(SourceError::Outside)),
        ("broken/new.md", Err(SourceError::Outside)),
    ] {
        assert_eq!(folder.resolve(path), expected.map(str::to_owned), "{path}");
    }
    assert!(matches!(folder.resolve("circle"), Err(SourceError::Unreadable(_))));
}

/// Generated code does not contain translations, and a catalog may have many languages.
#[test]
fn the_attribute_does_not_read_translations() {
    let catalog = b"[catalog]\ninclude = ['*.toml']\n[errors.a]\nstatus = 400\nmessage = 'A'\n";
    let (top, folder) = folder(&[
        ("api/errors.toml", catalog),
        ("api/errors.fr.toml", b"[none]\nmessage = 'Non'\n"),
        ("api/more.toml", b"[errors.b]\nstatus = 400\nmessage = 'B'\n"),
    ]);
    let base = Base::find(Some(top.path().as_os_str().to_owned()), None).unwrap();
    let (catalog, report) = base.parse("api/errors.toml");
    let files: Vec<&str> = report.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(files, ["api/errors.toml", "api/more.toml"]);
    assert_eq!((report.diagnostics.len(), catalog.errors.len()), (0, 2));
    assert!(Catalog::parse(folder.main(), &folder).1.has_errors(), "the other tools report the translation");
}
