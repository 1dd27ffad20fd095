//! The time of a signature: `20261123T171348Z`.

/// Seconds since the epoch; nothing where the text is no time of the Gregorian calendar in this form.
pub(crate) fn seconds(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.len() != 16 || bytes.get(8) != Some(&b'T') || bytes.get(15) != Some(&b'Z') {
        return None;
    }
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits =
            text.get(from..to).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))?;
        digits.parse().ok()
    };
    let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let (hour, minute, second) = (number(9, 11)?, number(11, 13)?, number(13, 15)?);
    let legal = (1..=12).contains(&month)
        && (1..=days_of(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    legal.then(|| ((days_to(year, month) + day - 1) * 24 + hour) * 3600 + minute * 60 + second)
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from the epoch to the first of a month.
fn days_to(year: i64, month: i64) -> i64 {
    let before = year - 1;
    let leaps = before / 4 - before / 100 + before / 400;
    // 719 162 days lie between the first of January of the year 1 and that of 1970.
    let years = before * 365 + leaps - 719_162;
    years + (1..month).map(|month| days_of(year, month)).sum::<i64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        for (text, expected) in [
            ("19700101T000000Z", 0),
            ("20000301T000000Z", 951_868_800),
            ("20150830T123600Z", 1_440_938_160),
            ("20240229T235959Z", 1_709_251_199),
            ("20261123T171348Z", 1_795_454_028),
            ("21000301T000000Z", 4_107_542_400),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_time() {
        for text in [
            "",
            "20261123",
            "20261123T171348",
            "2026-11-23T17:13Z",
            "20261123t171348z",
            "20261323T171348Z",
            "20260229T171348Z",
            "20261123T241348Z",
            "20261123T171360Z",
            "+0261123T171348Z",
            "é0261123T17134Z",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
