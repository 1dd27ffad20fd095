//! What a terminal shows, from real runs: the files of `docs/screens`, and the blocks of the README that are marked with one.

mod play;
mod steady;

use std::fs;
use std::path::Path;

use crate::cargo::root;
use crate::failure::Failure;
use play::play;

/// One terminal session.
struct Screen {
    name: &'static str,
    lines: &'static [Line],
}

/// A command as it is typed, and how much of its output is shown.
struct Line {
    command: &'static str,
    shown: Shown,
}

#[derive(Clone, Copy)]
enum Shown {
    All,
    /// So many lines, and an ellipsis.
    First(usize),
    /// An ellipsis, and so many lines.
    Last(usize),
    /// So many lines of its beginning and of its end, and an ellipsis between them.
    Ends(usize, usize),
    /// Nothing, not even the command, unless it goes on in the background.
    Nothing,
}

use Shown::{All, Ends, First, Last, Nothing};

const fn line(command: &'static str, shown: Shown) -> Line {
    Line { command, shown }
}

/// Each runs in an empty folder of its own. A command that ends with `&` is stopped when the screen is done.
const SCREENS: &[Screen] = &[
    Screen { name: "start", lines: &[line("eks-auth-conformance service --seed 42", All)] },
    Screen {
        name: "world",
        lines: &[
            line("eks-auth-conformance world export --out world", All),
            line("ls world world/jwks", All),
        ],
    },
    Screen {
        name: "failing",
        lines: &[
            line(
                "eks-auth-conformance mock --listen 127.0.0.1:8080 --fault response.audience.wrong &",
                Nothing,
            ),
            line(
                "eks-auth-conformance service --endpoint http://127.0.0.1:8080 --only 'response.*' --seed 42",
                All,
            ),
        ],
    },
    Screen { name: "explain", lines: &[line("eks-auth-conformance explain RSP-004", First(22))] },
    Screen {
        name: "replay",
        lines: &[
            line(
                "eks-auth-conformance mock --listen 127.0.0.1:8080 --fault response.audience.wrong &",
                Nothing,
            ),
            line(
                "eks-auth-conformance replay response.audience.value --endpoint http://127.0.0.1:8080 --seed 42",
                First(40),
            ),
        ],
    },
    Screen {
        name: "ledger",
        lines: &[
            line(
                "eks-auth-conformance mock --listen 127.0.0.1:8080 --fault response.audience.wrong &",
                Nothing,
            ),
            line(
                "eks-auth-conformance service --endpoint http://127.0.0.1:8080 --only 'response.*' --seed 42 --write-expect ledger.toml",
                Last(4),
            ),
            line("cat ledger.toml", All),
            line(
                "eks-auth-conformance service --endpoint http://127.0.0.1:8080 --only 'response.*' --seed 42 --expect ledger.toml",
                Last(5),
            ),
            line("echo $?", All),
        ],
    },
    Screen {
        name: "fuzz",
        lines: &[
            line("eks-auth-conformance mock --listen 127.0.0.1:8080 --fault deep.pod.boolean &", Nothing),
            line(
                "eks-auth-conformance fuzz --endpoint http://127.0.0.1:8080 --seed 1 --cases 1000 --out findings",
                All,
            ),
            line("eks-auth-conformance replay findings/*.json --endpoint http://127.0.0.1:8080", Last(3)),
        ],
    },
    Screen {
        name: "check",
        lines: &[line(
            "eks-auth-conformance token mint --defect aud-sts | eks-auth-conformance check token",
            All,
        )],
    },
    Screen {
        name: "profile",
        lines: &[
            line("eks-auth-conformance token mint > token.jwt", Nothing),
            line(
                r#"printf 'endpoint = "http://127.0.0.1:8080"\nregion = "us-west-2"\ncluster = "conformance"\n
[credentials]\nsource = "world"\n
[tokens]\nvalid = { file = "token.jwt" }\n' > profile.toml"#,
                Nothing,
            ),
            line("cat profile.toml", All),
            line("eks-auth-conformance profile check profile.toml", Ends(10, 4)),
        ],
    },
];

/// Makes every screen anew.
pub(crate) fn write(binary: &Path) -> Result<(), Failure> {
    let folder = root().join("docs/screens");
    let readme = root().join("README.md");
    let mut text = fs::read_to_string(&readme).map_err(|error| Failure::at(&readme, &error))?;
    for screen in SCREENS {
        println!("screen {}", screen.name);
        let shown = play(binary, screen.lines)?;
        let path = folder.join(format!("{}.txt", screen.name));
        fs::write(&path, &shown).map_err(|error| Failure::at(&path, &error))?;
        text = with_screen(&text, screen.name, &shown);
    }
    fs::write(&readme, text).map_err(|error| Failure::at(&readme, &error))
}

/// The text with this screen in the block of code below its mark, if it has the mark.
fn with_screen(text: &str, name: &str, shown: &str) -> String {
    let (mark, end) = (format!("<!-- screen: {name} -->\n```console\n"), "\n```\n");
    let Some((before, rest)) = text.split_once(&mark) else { return text.to_owned() };
    let Some((_, after)) = rest.split_once(end) else { return text.to_owned() };
    format!("{before}{mark}{}{end}{after}", shown.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_is_shown_and_has_its_file() {
        for screen in SCREENS {
            let path = root().join(format!("docs/screens/{}.txt", screen.name));
            let text = fs::read_to_string(path).expect("the file of the screen");
            let typed = screen.lines.iter().any(|line| text.starts_with(&format!("$ {}\n", line.command)));
            assert!(typed, "{text}");
        }
    }

    #[test]
    fn marked_block_is_replaced() {
        let text = "a\n<!-- screen: x -->\n```console\nold\n```\nb\n";
        assert_eq!(with_screen(text, "x", "$ new\n"), "a\n<!-- screen: x -->\n```console\n$ new\n```\nb\n");
        assert_eq!(with_screen(text, "y", "$ new\n"), text);
    }
}
