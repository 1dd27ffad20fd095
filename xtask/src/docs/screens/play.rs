//! Types the lines of one screen, and keeps what came back.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::{env, fs};

use super::steady::steady;
use super::{Line, Shown};
use crate::failure::Failure;
use crate::workspace::Workspace;

/// The address that screens show; each is played at a free one.
const ADDRESS: &str = "127.0.0.1:8080";

/// Programs in the background, which end with the screen.
struct Background(Vec<Child>);

impl Drop for Background {
    fn drop(&mut self) {
        for child in &mut self.0 {
            // One that has ended by itself needs no help.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

pub(super) fn play(binary: &Path, lines: &[Line]) -> Result<String, Failure> {
    let folder = Workspace::read()?.target_directory.join("xtask/screen");
    // What an earlier screen left.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
    let address = free_address()?;
    let mut background = Background(Vec::new());
    let mut screen = String::new();
    for line in lines {
        if !matches!((line.shown, line.command.ends_with('&')), (Shown::Nothing, false)) {
            screen.push_str(&format!("$ {}\n", line.command));
        }
        let typed = line.command.replace(ADDRESS, &address);
        let failed = |error: &std::io::Error| Failure(format!("`{typed}`: {error}"));
        if let Some(typed) = typed.strip_suffix(" &") {
            background.0.push(started(&mut shell(binary, &folder, &format!("exec {typed}"))?)?);
            continue;
        }
        let mut command = shell(binary, &folder, &format!("{{ {typed} ; }} 2>&1"))?;
        let output = command.output().map_err(|error| failed(&error))?;
        let text = String::from_utf8_lossy(&output.stdout).replace(&address, ADDRESS);
        screen.push_str(&part(&steady(&text), line.shown));
    }
    Ok(screen)
}

/// A shell that finds the binary by its name, wherever it was built.
fn shell(binary: &Path, folder: &Path, line: &str) -> Result<Command, Failure> {
    let bin = binary.parent().unwrap_or(folder).to_path_buf();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(std::iter::once(bin).chain(env::split_paths(&path)));
    let path = path.map_err(|error| Failure(format!("the PATH: {error}")))?;
    let mut command = Command::new("sh");
    command
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    Ok(command)
}

/// Waits for the first line, with which a server says that it listens.
fn started(command: &mut Command) -> Result<Child, Failure> {
    let failed = |error: &std::io::Error| Failure(format!("a server of a screen: {error}"));
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| failed(&error))?;
    if let Some(output) = child.stdout.take() {
        let mut first = String::new();
        BufReader::new(output).read_line(&mut first).map_err(|error| failed(&error))?;
    }
    Ok(child)
}

fn free_address() -> Result<String, Failure> {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    address.map(|address| address.to_string()).map_err(|error| Failure(format!("no free port: {error}")))
}

fn part(text: &str, shown: Shown) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (first, last) = match shown {
        Shown::Nothing => return String::new(),
        Shown::All => (lines.len(), 0),
        Shown::First(count) => (count, 0),
        Shown::Last(count) => (0, count),
        Shown::Ends(first, last) => (first, last),
    };
    let joined = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    match lines.len().checked_sub(first + last) {
        None | Some(0) => joined(&lines),
        Some(_) => format!("{}…\n{}", joined(&lines[..first]), joined(&lines[lines.len() - last..])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_an_output() {
        let text = "a\nb\nc\n";
        assert_eq!(part(text, Shown::All), text);
        assert_eq!(part(text, Shown::First(1)), "a\n…\n");
        assert_eq!(part(text, Shown::Last(2)), "…\nb\nc\n");
        assert_eq!(part(text, Shown::Ends(1, 1)), "a\n…\nc\n");
        assert_eq!(part(text, Shown::Ends(2, 1)), text);
        assert_eq!(part(text, Shown::Nothing), "");
    }
}
