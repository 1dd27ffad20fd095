//! What differs from run to run, made the same: times, identifiers, speeds. And lines that are too long for a page.

/// More than a page shows without scrolling.
const WIDEST: usize = 108;

pub(super) fn steady(text: &str) -> String {
    text.lines().map(|line| cut(&words(&line_of_time(line))) + "\n").collect()
}

fn line_of_time(line: &str) -> String {
    match line.split_once("| date: ") {
        Some((before, _)) => format!("{before}| date: Tue, 01 Dec 2026 12:00:00 GMT"),
        None => line.to_owned(),
    }
}

/// Every run of letters, digits and hyphens that is an identifier or a time becomes one that stands for all.
fn words(line: &str) -> String {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '-';
    let mut steady = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|character| is_part(character) != is_part(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let place = if after.starts_with(" a second") && steady.ends_with('(') {
            Place::Speed
        } else if steady.ends_with("127.0.0.1:") {
            Place::Port
        } else {
            Place::Other
        };
        steady.push_str(&if is_part(first) { word_of(word, place) } else { word.to_owned() });
        rest = after;
    }
    steady
}

/// What a word stands beside.
#[derive(Clone, Copy)]
enum Place {
    Speed,
    Port,
    Other,
}

fn word_of(word: &str, place: Place) -> String {
    let digits = |text: &str| text.chars().all(|it| it.is_ascii_digit());
    match place {
        Place::Speed if digits(word) => return "500".to_owned(),
        // That of a mock within the suite's process is any; one that was named is as it was named.
        Place::Port if word.len() == 5 && digits(word) => return "40123".to_owned(),
        _ => {}
    }
    // Seconds since 1970, of this century.
    if word.len() == 10 && digits(word) && word.starts_with('1') {
        return "1800000000".to_owned();
    }
    if word.len() == 16 && digits(&word[..8]) && word[8..].starts_with('T') && word.ends_with('Z') {
        return "20261201T120000Z".to_owned();
    }
    if word.len() == 20 && word.starts_with("ASIA") {
        return "ASIAIOSFODNN7EXAMPLE".to_owned();
    }
    // A UUID, alone or at the end of a session's name.
    if let Some(at) = word.len().checked_sub(36)
        && word.is_char_boundary(at)
        && is_uuid(&word[at..])
    {
        return format!("{}6d7f2c1e-8b0a-4c59-9a53-2f4be1a0c7d8", &word[..at]);
    }
    word.to_owned()
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.chars().all(|it| it == '-' || it.is_ascii_hexdigit())
}

fn cut(line: &str) -> String {
    match line.char_indices().nth(WIDEST) {
        // An address stays whole: it is there to be followed.
        Some((at, _)) if !line.contains("https://") || line.contains('{') => {
            format!("{}…", line[..at].trim_end())
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_identifiers_and_speeds() {
        for (line, same) in [
            ("X-Amz-Date: 20261130T035157Z", "X-Amz-Date: 20261201T120000Z"),
            ("| date: Mon, 30 Nov 2026 03:51:57 GMT", "| date: Tue, 01 Dec 2026 12:00:00 GMT"),
            ("\"exp\":1796183217,", "\"exp\":1800000000,"),
            ("eks-a-2a2cc683-10bd-4934-8e62-2648eccf0327\"", "eks-a-6d7f2c1e-8b0a-4c59-9a53-2f4be1a0c7d8\""),
            ("1318 requests (488 a second)", "1318 requests (500 a second)"),
            ("\"ASIA53H5V47RPPUVPOXL\"", "\"ASIAIOSFODNN7EXAMPLE\""),
            ("http://127.0.0.1:45909 12345", "http://127.0.0.1:40123 12345"),
            ("at most 5 a second", "at most 5 a second"),
            ("role/ledger 111122223333", "role/ledger 111122223333"),
        ] {
            assert_eq!(steady(line), format!("{same}\n"));
        }
    }

    #[test]
    fn long_line_is_cut() {
        let shown = steady(&"abcd".repeat(100));
        assert_eq!(shown.chars().count(), WIDEST + 2, "{shown}");
        let address = format!("see https://example.com/{}", "x".repeat(200));
        assert_eq!(steady(&address), format!("{address}\n"));
    }
}
