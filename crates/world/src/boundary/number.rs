//! Ways to write one number.

use super::Sample;

/// Other ways in which JSON can write this whole number: with fractions of zeros and with exponents (RFC 8259, section 6).
/// All have exactly its value.
///
/// # Example
///
/// ```
/// use eks_auth_world::boundary::spellings;
///
/// let texts: Vec<String> = spellings(1_200).iter().map(|sample| sample.text().to_owned()).collect();
/// assert!(texts.contains(&"1200.0".to_owned()) && texts.contains(&"1.2e3".to_owned()));
/// ```
#[must_use]
pub fn spellings(whole: i64) -> Vec<Sample> {
    let (sign, digits) = (if whole < 0 { "-" } else { "" }, whole.unsigned_abs().to_string());
    let written = |what: &'static str, text: String| Sample::new(what, format!("{sign}{text}"));
    let (first, rest) = digits.split_at(1);
    let places = rest.len();
    // A number of several digits may not begin with a zero.
    let longer = |zeros: usize| if whole == 0 { digits.clone() } else { digits.clone() + &"0".repeat(zeros) };
    let shortest = match rest.trim_end_matches('0') {
        "" => first.to_owned(),
        rest => format!("{first}.{rest}"),
    };
    vec![
        written("with a fraction of one zero", format!("{digits}.0")),
        written("with a fraction of three zeros", format!("{digits}.000")),
        written("with a fraction of twenty zeros", format!("{digits}.{}", "0".repeat(20))),
        written("with the exponent 0", format!("{digits}e0")),
        written("with the exponent 0 after a capital E", format!("{digits}E0")),
        written("with the exponent +0", format!("{digits}e+0")),
        written("with the exponent -0", format!("{digits}e-0")),
        written("with the exponent 00", format!("{digits}e00")),
        written("with one zero more and the exponent -1", format!("{}e-1", longer(1))),
        written("with one zero more and the exponent -01", format!("{}E-01", longer(1))),
        written("with one digit before the point", format!("{shortest}e{places}")),
        written("with one digit before the point and a signed exponent", format!("{shortest}E+{places}")),
        written("with no digit but a zero before the point", format!("0.{digits}e{}", digits.len())),
        written("with two hundred zeros more and the exponent -200", format!("{}e-200", longer(200))),
    ]
}

/// Ways to write this whole number that other languages have and JSON has not.
///
/// # Example
///
/// ```
/// use eks_auth_world::boundary::not_numbers;
///
/// for sample in not_numbers(17) {
///     assert!(serde_json::from_str::<f64>(sample.text()).is_err(), "{}", sample.what());
/// }
/// ```
pub fn not_numbers(whole: i64) -> Vec<Sample> {
    let size = whole.unsigned_abs();
    let full_width: String = size.to_string().chars().filter_map(full_width).collect();
    vec![
        Sample::new("with a plus sign", format!("+{size}")),
        Sample::new("with a zero before it", format!("0{size}")),
        Sample::new("with a point and nothing after it", format!("{size}.")),
        Sample::new("with a point and nothing before it", format!(".{size}")),
        Sample::new("with an exponent that has no digits", format!("{size}e")),
        Sample::new("with two minus signs", format!("--{size}")),
        Sample::new("with a space after its sign", format!("- {size}")),
        Sample::new("with underscores", format!("1_{size}")),
        Sample::new("with the suffix of a long integer", format!("{size}L")),
        Sample::new("with the suffix of a big integer", format!("{size}n")),
        Sample::new("in hexadecimal digits", format!("0x{size:x}")),
        Sample::new("in octal digits", format!("0o{size:o}")),
        Sample::new("in full-width digits", full_width),
        Sample::new("with a comma in it", format!("{size},0")),
    ]
}

/// The digit as East Asian typography has it, as wide as it is high.
fn full_width(digit: char) -> Option<char> {
    char::from_u32(0xff10 + digit.to_digit(10)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_json_of_the_same_value() {
        for whole in [0, 1, 9, 10, 1_790_000_000, -1, -1_200, 9_007_199_254_740_991] {
            for sample in spellings(whole) {
                assert!(
                    serde_json::from_str::<serde_json::Number>(sample.text()).is_ok(),
                    "{}",
                    sample.text()
                );
                let read: f64 = sample.text().parse().unwrap();
                assert_eq!(read, whole as f64, "{} of {whole}: {}", sample.what(), sample.text());
            }
        }
    }

    #[test]
    fn extremes_do_not_overflow() {
        assert!(!spellings(i64::MIN).is_empty() && !not_numbers(i64::MIN).is_empty());
    }
}
