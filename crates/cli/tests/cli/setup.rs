//! What is installed beside the binary: completions, man pages.

use std::fs;
use std::process::Command;

use crate::process::{Reports, run};

#[test]
fn completions_of_each_shell_know_the_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ended = run(&["completions", shell]);
        assert_eq!(ended.status, Some(0), "{shell}");
        for word in ["selftest", "write-expect", "eks-auth-conformance"] {
            assert!(ended.stdout.contains(word), "{shell} does not complete {word}");
        }
        assert!(ended.stderr.is_empty(), "{ended:?}");
    }
}

#[test]
fn completions_of_an_unknown_shell() {
    run(&["completions", "tcsh"]).is_usage_error("bash");
}

/// bash itself completes, as it would after a press of the tab key.
#[cfg(unix)]
#[test]
fn bash_completes_commands_and_options() {
    let script = run(&["completions", "bash"]).stdout;
    let press = "
        function=$(complete -p eks-auth-conformance | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
        complete_words() {
            COMP_WORDS=(eks-auth-conformance \"$@\"); COMP_CWORD=$#; COMPREPLY=()
            $function eks-auth-conformance \"${!#}\" \"${COMP_WORDS[$#-1]}\"
            echo \"${COMPREPLY[*]}\"
        }
        complete_words self; complete_words service --js; complete_words world ex";
    let output = Command::new("bash").args(["--norc", "-c", &format!("{script}\n{press}")]).output();
    let output = output.expect("bash starts");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "selftest\n--json\nexport\n", "{output:?}");
}

#[test]
fn man_page_of_each_command() {
    let folder = Reports::new();
    let ended = run(&["man", "--out", &folder.path("man1")]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let page = folder.text("man1/eks-auth-conformance-service.1");
    assert!(page.contains("\\-\\-junit") && page.contains(".TH"), "{page}");
    let first = folder.text("man1/eks-auth-conformance.1");
    assert!(first.contains("Exit status:"), "{first}");
    let pages = fs::read_dir(folder.path("man1")).expect("a folder");
    let names: Vec<String> =
        pages.map(|page| page.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().any(|name| name == "eks-auth-conformance-world-export.1"), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("-man")), "{names:?}");
}

#[test]
fn man_pages_where_none_can_be_written() {
    let folder = Reports::new();
    let file = folder.path("file");
    fs::write(&file, "").expect("written");
    run(&["man", "--out", &file]).is_usage_error("cannot be written");
}
