//! Edits that are drawn: by proptest's strategies, beyond the values that any table has.

use eks_auth_protocol::operation::AUDIENCE;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{Index, select};
use proptest::strategy::{SBoxedStrategy, Union, ValueTree};
use proptest::string::string_regex;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use super::names;
use crate::search::edit::{
    BodyEdit, Change, Claim, Coding, Context, Edit, Form, HeadEdit, MemberEdit, Object, PathEdit, PersonEdit,
    SignatureEdit, Space, TextEdit, TimeEdit,
};
use crate::search::meaning::Due;

/// So often another edit is drawn where one does not mean what is wanted.
const TRIES: usize = 12;

/// Draws edits.
pub(crate) struct Drawer(SBoxedStrategy<Edit>);

/// The chance of one request.
pub(crate) struct Draw<'d> {
    drawer: &'d Drawer,
    runner: TestRunner,
}

impl Drawer {
    pub(crate) fn new() -> Self {
        let strategies = [
            (4, person().sboxed()),
            (4, times().sboxed()),
            (6, unknown().sboxed()),
            (3, known().sboxed()),
            (3, text().sboxed()),
            (2, signature().sboxed()),
            (3, body().sboxed()),
            (3, head().sboxed()),
            (2, path().sboxed()),
        ];
        Self(Union::new_weighted(strategies.into()).sboxed())
    }

    /// The draws of the request with this number: the same for the same seed.
    pub(crate) fn begin(&self, seed: u64, number: u64) -> Draw<'_> {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&number.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let config = Config { failure_persistence: None, ..Config::default() };
        Draw { drawer: self, runner: TestRunner::new_with_rng(config, rng) }
    }
}

impl Draw<'_> {
    /// An edit that means this, if one comes up.
    pub(crate) fn edit(&mut self, due: Due, context: Context<'_>) -> Option<Edit> {
        (0..TRIES).find_map(|_| {
            let edit = self.drawer.0.new_tree(&mut self.runner).ok()?.current();
            (edit.meaning(context).due() == due).then_some(edit)
        })
    }
}

/// A strategy of a pattern that is written here.
fn matching(pattern: &str) -> SBoxedStrategy<String> {
    match string_regex(pattern) {
        Ok(strategy) => strategy.sboxed(),
        Err(_) => Just(String::new()).sboxed(),
    }
}

/// Texts of many kinds: plain, in any script, with odd characters, long.
fn any_text() -> impl Strategy<Value = String> + Send + Sync {
    let odd: Vec<&'static str> = names::odd().collect();
    prop_oneof![
        4 => matching("[ -~]{0,40}"),
        2 => vec(any::<char>(), 0..20).prop_map(|letters| letters.into_iter().collect::<String>()),
        2 => (matching("[a-zA-Z0-9]{0,20}"), select(odd), matching("[a-zA-Z0-9]{0,20}"))
            .prop_map(|(start, odd, end)| format!("{start}{odd}{end}")),
        1 => (select(vec!['a', '0', ' ', '\u{e9}', '\u{1f600}']), 0_usize..600)
            .prop_map(|(letter, count)| letter.to_string().repeat(count)),
        1 => matching("[a-z]{1,12}(://|:|/|\\.|-|_|@)[a-z0-9.-]{1,30}"),
    ]
}

fn json_value() -> SBoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1_000_i64..1_000).prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        any_text().prop_map(Value::from),
    ];
    // Three levels more: proptest's own recursion cannot be shared by threads.
    (0..3).fold(leaf.sboxed(), |inner, _| {
        prop_oneof![
            4 => inner.clone(),
            1 => vec(inner.clone(), 0..6).prop_map(Value::from),
            1 => vec((any_text(), inner), 0..5).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
        .sboxed()
    })
}

fn unknown() -> impl Strategy<Value = Edit> + Send + Sync {
    let name = prop_oneof![2 => matching("[a-zA-Z_][a-zA-Z0-9_.:/-]{0,30}"), 1 => any_text()];
    let of = select(vec![Object::Header, Object::Claims, Object::Body]);
    (of, name, json_value(), any::<bool>()).prop_map(|(of, name, value, first)| {
        let raw = value.to_string();
        let change = if first { Change::First(raw) } else { Change::Last(raw) };
        Edit::Member(MemberEdit::new(of, name, change))
    })
}

/// Claims and header members that decide, with values of any kind.
fn known() -> impl Strategy<Value = Edit> + Send + Sync {
    let claims = select(vec!["iss", "sub", "jti", "iat", "nbf", "aud", "exp"]);
    let set = |of, name: &str, raw: String| Edit::Member(MemberEdit::new(of, name, Change::Set(raw)));
    prop_oneof![
        2 => (claims, json_value()).prop_map(move |(name, value)| set(Object::Claims, name, value.to_string())),
        1 => (select(vec!["kid", "alg", "typ", "cty"]), json_value())
            .prop_map(move |(name, value)| set(Object::Header, name, value.to_string())),
        2 => (vec(any_text(), 0..6), any::<Index>(), any::<bool>()).prop_map(move |(mut others, at, right)| {
            if right {
                others.insert(at.index(others.len() + 1), AUDIENCE.to_owned());
            }
            set(Object::Claims, "aud", json!(others).to_string())
        }),
        1 => (select(names::near(AUDIENCE)), select(vec!["vault", "sts.amazonaws.com"]))
            .prop_map(move |(near, other)| set(Object::Claims, "aud", json!([other, near]).to_string())),
        2 => (select(vec![Object::Claims, Object::Header]), any::<u64>())
            .prop_map(|(of, number)| Edit::Member(MemberEdit::new(of, "", Change::Order(number)))),
    ]
}

fn person() -> impl Strategy<Value = Edit> + Send + Sync {
    let name = || {
        prop_oneof![
            3 => matching("[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?"),
            2 => matching("[a-z0-9]([a-z0-9-]{0,12}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,12}[a-z0-9])?){1,8}"),
            1 => matching("[a-z]{1,250}"),
        ]
    };
    let uuid = || matching("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    let edit = prop_oneof![
        4 => name().prop_map(PersonEdit::PodName),
        3 => name().prop_map(PersonEdit::NodeName),
        2 => uuid().prop_map(PersonEdit::PodUid),
        1 => uuid().prop_map(PersonEdit::NodeUid),
        1 => uuid().prop_map(PersonEdit::AccountUid),
        2 => (matching("[a-z]([a-z0-9-]{0,20}[a-z0-9])?"), matching("[a-z]([a-z0-9.-]{0,30}[a-z0-9])?"))
            .prop_map(|(namespace, account)| PersonEdit::Unassociated { namespace, account }),
        1 => any_text().prop_map(PersonEdit::PodName),
    ];
    edit.prop_map(Edit::Person)
}

fn times() -> impl Strategy<Value = Edit> + Send + Sync {
    // Spans of every magnitude alike.
    let span = || (0.0_f64..9.5).prop_map(|exponent| 10_f64.powf(exponent) as i64);
    let signed = || (span(), any::<bool>()).prop_map(|(span, past)| if past { -span } else { span });
    let claim = select(vec![Claim::Exp, Claim::Nbf, Claim::Iat]);
    let form =
        select(vec![Form::Seconds, Form::Seconds, Form::Seconds, Form::Fraction, Form::Exponent, Form::Text]);
    let edit = prop_oneof![
        2 => (claim, signed(), form).prop_map(|(claim, ahead, form)| TimeEdit::Claim { claim, ahead, form }),
        2 => (120_i64..80_000, 120_i64..80_000).prop_map(|(age, left)| TimeEdit::Lived { age, left }),
        1 => (span(), span()).prop_map(|(age, left)| TimeEdit::Lived { age, left: -left }),
    ];
    edit.prop_map(Edit::Time)
}

fn signature() -> impl Strategy<Value = Edit> + Send + Sync {
    let edit = prop_oneof![
        3 => (0_usize..2_048).prop_map(SignatureEdit::Flipped),
        1 => (0_usize..256).prop_map(SignatureEdit::Cut),
        1 => (1_usize..1_025).prop_map(SignatureEdit::Extended),
        1 => (0_usize..256).prop_map(SignatureEdit::Zeroed),
        2 => Just(SignatureEdit::Stale),
    ];
    edit.prop_map(Edit::Signature)
}

fn text() -> impl Strategy<Value = Edit> + Send + Sync {
    let place = || 0_usize..1_700;
    let signs: Vec<char> = ('!'..='~').collect();
    let edit = prop_oneof![
        2 => (place(), any_text()).prop_map(|(at, text)| TextEdit::Insert(at, text)),
        2 => (place(), 1_usize..40).prop_map(|(at, count)| TextEdit::Remove(at, count)),
        3 => (place(), select(signs)).prop_map(|(at, sign)| TextEdit::Replace(at, sign)),
        1 => place().prop_map(TextEdit::Exchange),
        1 => (place(), 1_usize..400).prop_map(|(at, count)| TextEdit::Double(at, count)),
    ];
    edit.prop_map(Edit::Text)
}

fn body() -> impl Strategy<Value = Edit> + Send + Sync {
    let edit = prop_oneof![
        3 => (select(Space::ALL.to_vec()), 0_usize..40, 1_usize..1_000)
            .prop_map(|(space, place, count)| BodyEdit::Spaced { space, place, count }),
        3 => (0_usize..1_700, 1_usize..2_000).prop_map(|(from, every)| BodyEdit::EscapedToken { from, every }),
        3 => (1_300_usize..8_193).prop_map(BodyEdit::Length),
        1 => (1_usize..1_600).prop_map(BodyEdit::Cut),
        1 => any_text().prop_map(|text| BodyEdit::Trailing(format!("{text}x"))),
    ];
    edit.prop_map(Edit::Body)
}

fn head() -> impl Strategy<Value = Edit> + Send + Sync {
    let name = matching("X-[A-Za-z0-9-]{1,40}");
    let edit = prop_oneof![
        2 => (name, matching("[ -~]{0,100}")).prop_map(|(name, value)| HeadEdit::Line(name, value)),
        2 => matching("[!-~]{1,120}").prop_map(|value| HeadEdit::Line("x-amz-user-agent".to_owned(), value)),
        2 => (matching("[a-z]{1,12}"), matching("[a-zA-Z0-9._-]{1,60}"))
            .prop_map(|(name, value)| HeadEdit::ContentType(format!("application/json; {name}={value}"))),
        3 => (1_usize..5_000).prop_map(|size| HeadEdit::Body(Coding::Chunked(size))),
    ];
    edit.prop_map(Edit::Head)
}

fn path() -> impl Strategy<Value = Edit> + Send + Sync {
    let edit = prop_oneof![
        2 => (any::<u64>(), any::<u64>(), any::<u64>())
            .prop_map(|(some, fewer, capitals)| PathEdit::Encoded { letters: (some & fewer) | 1, capitals }),
        2 => matching("[0-9A-Za-z][A-Za-z0-9_-]{0,99}").prop_map(PathEdit::Cluster),
        1 => any_text().prop_map(|text| PathEdit::Cluster(format!("c{text}"))),
        1 => matching("[a-zA-Z0-9=&%+._-]{0,80}").prop_map(PathEdit::Query),
    ];
    edit.prop_map(Edit::Path)
}
