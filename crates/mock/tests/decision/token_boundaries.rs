//! Tokens at one value of something: a length, a count, a number, a spelling.

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_mock::Request;
use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_world::boundary::{JSON, METACHARACTERS, TEXTS, nested_objects, spellings};
use eks_auth_world::{Association, Members, MintedToken, Pod, Scene, TokenDraft, World};
use serde_json::json;

use crate::stage::{JTI, NOW};

/// All of them, for the first cluster, and some for every other.
pub(crate) fn all(world: &World) -> Vec<Request> {
    let scene = Scene::first(world, NOW, JTI);
    let genuine = [unknown(), header(), claims(), times(), parties(&scene), subjects()];
    let mut tokens: Vec<String> = genuine
        .into_iter()
        .flatten()
        .map(|edit| {
            let mut draft = scene.draft();
            edit(&mut draft);
            draft.sign().into_string()
        })
        .collect();
    tokens.extend(pods(world).into_iter().chain(associations(world)));
    tokens.extend(sizes(&scene));
    tokens.extend(altered(&scene));
    tokens.extend(signatures(&scene));
    tokens.extend(forms(&scene.draft().sign()));
    let own = tokens.iter().map(|token| Request::exchange(scene.cluster().name(), token));
    own.chain(by_every_key(world)).collect()
}

/// A good token, one of another issuer and one that has expired, by every key of every cluster.
fn by_every_key(world: &World) -> Vec<Request> {
    let mut requests = Vec::new();
    for cluster in world.clusters() {
        let pod = cluster.pod(0).expect("every cluster has an association");
        for key in cluster.keys() {
            for (issued, issuer) in
                [(NOW, cluster.issuer()), (NOW, "https://issuer.invalid"), (NOW - 90_000, cluster.issuer())]
            {
                let mut draft = TokenDraft::new(cluster, &pod, issued, JTI);
                draft.signed_by(key);
                draft.claims_mut().set("iss", issuer);
                requests.push(Request::exchange(cluster.name(), draft.sign().expose()));
            }
        }
    }
    requests
}

type Edit = Box<dyn Fn(&mut TokenDraft<'_>)>;

fn claim(name: &str, raw: impl Into<String>) -> Edit {
    let (name, raw) = (name.to_owned(), raw.into());
    Box::new(move |draft| draft.claims_mut().set_raw(&name, raw.clone()))
}

fn text(name: &str, value: &str) -> Edit {
    claim(name, json!(value).to_string())
}

fn member(name: &str, raw: impl Into<String>) -> Edit {
    let (name, raw) = (name.to_owned(), raw.into());
    Box::new(move |draft| draft.header_mut().set_raw(&name, raw.clone()))
}

fn kubernetes(name: &'static str, raw: &'static str) -> Edit {
    Box::new(move |draft| draft.edit_kubernetes(|all| all.set_raw(name, raw)))
}

fn many(count: usize, members: for<'d, 'w> fn(&'d mut TokenDraft<'w>) -> &'d mut Members) -> Edit {
    Box::new(move |draft| (0..count).for_each(|number| members(draft).set(&format!("x{number}"), 1)))
}

fn unknown() -> Vec<Edit> {
    let mut edits = vec![
        text("x", &"v".repeat(256)),
        text(&"n".repeat(65), ""),
        text(&"n".repeat(1_024), ""),
        member("x", json!("v".repeat(513)).to_string()),
        many(40, |draft| draft.header_mut()),
        many(130, |draft| draft.claims_mut()),
        claim("x", "20000000000000000000"),
        claim("x", "9007199254740993"),
        claim("x", "[".repeat(40) + &"]".repeat(40)),
        claim("x", "[".repeat(110) + &"]".repeat(110)),
        member("x", nested_objects(61)),
    ];
    edits.extend(JSON.iter().map(|sample| claim("x", sample.text())));
    edits.extend(TEXTS.iter().map(|sample| text(&format!("x{}", sample.text()), sample.text())));
    edits.extend(
        METACHARACTERS
            .iter()
            .map(|sample| member(&format!("x{}", sample.text()), json!(sample.text()).to_string())),
    );
    edits
}

fn header() -> Vec<Edit> {
    let kid = |kid: &str| member("kid", json!(kid).to_string());
    let crit = |names: Vec<String>| member("crit", json!(names).to_string());
    vec![
        kid("k"),
        kid(&"k".repeat(64)),
        kid(&"k".repeat(256)),
        kid("'"),
        kid("../x"),
        kid("\u{e9}"),
        kid("\u{1}"),
        member("kid", "[]"),
        Box::new(|draft| {
            let kid = draft.header().raw("kid").unwrap_or_default().trim_matches('"').to_owned();
            draft.header_mut().set("kid", format!("{}g", &kid[..39]));
        }),
        member("typ", json!("J".repeat(65)).to_string()),
        member("typ", r#""""#),
        crit(vec!["e".repeat(256)]),
        crit((0..20).map(|number| format!("e{number}")).collect()),
        crit(vec!["\u{e9}".to_owned()]),
    ]
}

fn claims() -> Vec<Edit> {
    let moved = |name: &'static str, first: bool| -> Edit {
        Box::new(move |draft| {
            let raw = draft.claims().raw(name).unwrap_or_default().to_owned();
            draft.claims_mut().remove(name);
            match first {
                true => draft.claims_mut().prepend_raw(name, raw),
                false => draft.claims_mut().push_raw(name, raw),
            }
        })
    };
    let rewritten = |from: &'static str, to: &'static str| -> Edit {
        Box::new(move |draft| {
            let claims = draft.claims().to_json().replacen(from, to, 1);
            draft.payload_raw(claims);
        })
    };
    vec![
        moved("exp", false),
        moved("sub", true),
        Box::new(|draft| draft.edit_kubernetes(Members::reverse)),
        rewritten(",", ",\r"),
        rewritten(",", ",                                "),
        rewritten("https://", "https:\\/\\/"),
        rewritten("\"exp\"", "\"\\u0065\\u0078\\u0070\""),
        text("jti", &"j".repeat(1_025)),
        text("jti", "\0"),
        claim("jti", "[]"),
        claim("iat", "-4294967296"),
        claim("iat", "9223372036854775808"),
        claim("nbf", "-2147483648"),
        kubernetes("pod", "[]"),
        kubernetes("node", "true"),
        kubernetes("secret", "null"),
        kubernetes("warnafter", "null"),
    ]
}

fn times() -> Vec<Edit> {
    let soon = NOW + 7_200;
    let lived = |iat: i64, exp: i64| -> Edit {
        Box::new(move |draft| {
            draft.claims_mut().set("iat", iat);
            draft.claims_mut().set("exp", exp);
        })
    };
    let begun = |nbf: i64| -> Edit {
        Box::new(move |draft| {
            draft.claims_mut().set("nbf", nbf);
            draft.claims_mut().set("exp", nbf + 7_200);
        })
    };
    let mut edits = vec![lived(NOW - 600, NOW + 120), lived(NOW - 79_000, soon), begun(NOW + 200)];
    edits.extend([begun(NOW + 43_200), begun(NOW + 604_800), lived(NOW - 4_000, NOW - 100)]);
    edits.extend([
        claim("exp", "253402300800"),
        claim("exp", "9223372037"),
        claim("exp", "4294967296"),
        claim("exp", (soon - (1 << 32)).to_string()),
        claim("exp", (soon - (1 << 31)).to_string()),
        claim("exp", "-18446744073709551616"),
        claim("exp", "9"),
        claim("exp", "999999999"),
        claim("exp", (-soon).to_string()),
        claim("exp", (soon / 60).to_string()),
        claim("exp", (soon / 86_400 + 1).to_string()),
        claim("exp", (soon - 978_307_200).to_string()),
        claim("exp", "-62135596800"),
        text("exp", "Sun, 09 Sep 2001 01:46:40 GMT"),
        claim("exp", "{}"),
    ]);
    edits.extend(spellings(NOW - 3_600).iter().map(|sample| claim("exp", sample.text())));
    edits
}

fn parties(scene: &Scene<'_>) -> Vec<Edit> {
    let issuer = scene.cluster().issuer().to_owned();
    let mut edits: Vec<Edit> = vec![
        text("iss", &format!("{}9", &issuer[..issuer.len() - 1])),
        text("iss", &issuer[8..]),
        text("iss", &format!(" {issuer}")),
        text("iss", &issuer.replace("/id/", ":443/id/")),
        text("iss", &issuer.replace("/id/", "/./id/")),
        text("iss", &issuer.replace("/id/", "%2Fid/")),
        text("iss", &format!("{issuer}\0")),
        text("iss", &issuer.replacen('o', "\u{43e}", 1)),
        text("iss", &issuer.replacen('.', "x", 1)),
        text("iss", &issuer.replacen('/', "\\", 1)),
        text("iss", &format!("<{issuer}>")),
        text("iss", &format!("{issuer}/.well-known/openid-configuration")),
        claim("iss", "[]"),
        text("iss", &issuer.repeat(3)),
    ];
    for (count, place) in [(11, 10), (40, 0), (64, 63)] {
        let mut audiences: Vec<String> = (1..count).map(|number| format!("aud-{number}")).collect();
        audiences.insert(place, AUDIENCE.to_owned());
        edits.push(claim("aud", json!(audiences).to_string()));
    }
    for audience in [
        "pods.eks.amazonaws.xyz".to_owned(),
        AUDIENCE.replacen('.', "x", 1),
        AUDIENCE.replacen('o', "\u{43e}", 1),
        format!("{AUDIENCE}\u{200b}"),
        format!("{AUDIENCE}\u{7f}"),
        AUDIENCE.replacen('p', "P", 1),
    ] {
        edits.push(text("aud", &audience));
    }
    let characters: Vec<String> = AUDIENCE.chars().map(String::from).collect();
    edits.push(claim("aud", json!(characters).to_string()));
    edits.push(claim("aud", json!({ "0": AUDIENCE }).to_string()));
    edits
}

fn subjects() -> Vec<Edit> {
    let named = |namespace: &'static str, account: &'static str| -> Edit {
        Box::new(move |draft| {
            draft.edit_kubernetes(|all| {
                all.set("namespace", namespace);
                all.set("serviceaccount", json!({ "name": account, "uid": "u" }));
            });
        })
    };
    vec![
        text("sub", "system:serviceaccount:payments:ledges"),
        text("sub", "system:serviceaccount:a:b:payments:ledger"),
        text("sub", "system/serviceaccount/payments/ledger"),
        text("sub", "system:serviceaccount:payments:ledger\0"),
        text("sub", "system:serviceaccount:payments:l\u{435}dger"),
        text("sub", "a:system:serviceaccount:payments:ledger"),
        text("sub", "system:serviceaccount:payments:ledger\u{200b}"),
        claim("sub", "[]"),
        text("sub", &"s".repeat(65)),
        named("pay", "ledger"),
        named("Payments", "ledger"),
        named("payments", "ledgex"),
        named("payments", "l\u{435}dger"),
        named("*", "*"),
    ]
}

fn pods(world: &World) -> Vec<String> {
    let scene = Scene::first(world, NOW, JTI);
    let usual = scene.pod().clone();
    let mut pods: Vec<Pod> = ["a.b", "0123456789", "null", "a--b", "p\u{e9}p"]
        .iter()
        .map(|name| usual.clone().with_name(name))
        .collect();
    pods.extend([64, 253, 254].map(|length| usual.clone().with_name(&"p".repeat(length))));
    pods.push(usual.clone().with_node(&"n".repeat(129), "u"));
    for uid in
        ["c232ab00-9414-11ec-b3c8-9f6bdeced846", "919108F7-52D1-4320-9BAC-F847DB4148A8", &"u".repeat(37)]
    {
        pods.push(usual.clone().with_uid(uid));
    }
    pods.iter().map(|pod| TokenDraft::new(scene.cluster(), pod, NOW, JTI).sign().into_string()).collect()
}

fn associations(world: &World) -> Vec<String> {
    let cluster = &world.clusters()[0];
    let longest: &Association =
        cluster.associations().iter().find(|known| known.namespace().as_str().len() == 63).unwrap();
    let (namespace, account) = (longest.namespace().as_str(), longest.service_account().as_str());
    let changed = |name: &str, place: usize| format!("{}x{}", &name[..place], &name[place + 1..]);
    let mut names: Vec<(String, String)> = [
        ("payments", "ledges"),
        ("payment", "sledger"),
        ("payments", "elgder"),
        ("payments", "leedger"),
        ("payments", "ledger-0"),
        ("Payments", "Ledger"),
        ("payments", "ledger "),
        ("payments", "ledger."),
        ("payments", "ledger\0"),
        ("payments", "l\u{435}dger"),
        ("payments", "ledger\u{200b}"),
        ("payments", "%"),
        ("payments", "*"),
        ("payments", ".*"),
        ("payments", "' OR '1'='1"),
        ("", "payments/ledger"),
    ]
    .map(|(namespace, account)| (namespace.to_owned(), account.to_owned()))
    .into();
    names.push((namespace.to_owned(), changed(account, 200)));
    names.push((changed(namespace, 40), account.to_owned()));
    names.push((changed(namespace, 30), account.to_owned()));
    names
        .iter()
        .map(|(namespace, account)| {
            let pod = Pod::new(namespace, account).with_name("pod-0");
            TokenDraft::new(cluster, &pod, NOW, JTI).sign().into_string()
        })
        .collect()
}

/// Tokens of exactly these lengths.
fn sizes(scene: &Scene<'_>) -> Vec<String> {
    let sized = |length: usize| {
        (0..4).find_map(|pad| {
            let mut draft = scene.draft();
            draft.header_mut().set("x", "p".repeat(pad));
            draft.claims_mut().set("x", "");
            let room = length.checked_sub(draft.sign().expose().len())? * 3 / 4;
            (room..room + 4).find_map(|fill| {
                draft.claims_mut().set("x", "p".repeat(fill));
                Some(draft.sign().into_string()).filter(|token| token.len() == length)
            })
        })
    };
    [2_048, 4_096, 8_193, 16_385].into_iter().filter_map(sized).collect()
}

/// The signature of the plain token under what was made of the rest.
fn altered(scene: &Scene<'_>) -> Vec<String> {
    let edits: Vec<Edit> = vec![
        Box::new(|draft| draft.claims_mut().reverse()),
        Box::new(|draft| draft.payload_raw([draft.payload_bytes(), b"\n".to_vec()].concat())),
        text("x", "y"),
        member("typ", r#""JWT""#),
        member("alg", r#""nonE""#),
        member("alg", r#""none ""#),
        member("alg", "\"\u{ff4e}one\""),
        member("alg", r#""null""#),
        member("alg", r#""ES256""#),
        Box::new(|draft| {
            let issuer = draft.claims().raw("iss").unwrap_or_default().replace('/', "\\/");
            draft.claims_mut().set_raw("iss", issuer);
        }),
        Box::new(|draft| {
            let exp = draft.claims().raw("exp").unwrap_or_default().to_owned();
            draft.claims_mut().set_raw("exp", format!("{exp}.0"));
        }),
    ];
    let plain = scene.draft().sign();
    let mut tokens: Vec<String> = edits
        .iter()
        .map(|edit| {
            let mut draft = scene.draft();
            edit(&mut draft);
            draft.sign().with_signature(plain.signature()).into_string()
        })
        .collect();
    let (start, end) = plain.payload_b64().split_at(40);
    tokens.push(format!("{}.{start}={end}.{}", plain.header_b64(), plain.signature_b64()));
    tokens
}

fn signatures(scene: &Scene<'_>) -> Vec<String> {
    let plain = scene.draft().sign();
    let changed = |change: fn(&mut Vec<u8>)| {
        let mut signature = plain.signature().to_vec();
        change(&mut signature);
        plain.with_signature(signature).into_string()
    };
    let written = |signature: String| format!("{}.{signature}", plain.signing_input());
    let text = plain.signature_b64();
    let mut tokens = vec![
        changed(|bytes| bytes[240] ^= 1),
        changed(|bytes| bytes[128] ^= 1),
        changed(|bytes| bytes[0] ^= 1),
        changed(|bytes| bytes[1] ^= 1),
        changed(|bytes| bytes[9] ^= 0x80),
        changed(|bytes| bytes.truncate(32)),
        changed(|bytes| bytes.truncate(2)),
        changed(|bytes| bytes.truncate(64)),
        changed(|bytes| bytes.truncate(254)),
        changed(|bytes| bytes.resize(320, 0)),
        changed(|bytes| bytes.resize(600, 0)),
        written(text.clone() + &"=".repeat(64)),
        written(format!("{}={}", &text[..171], &text[171..])),
    ];
    let last = text.chars().last().and_then(|last| char::from_u32(u32::from(last) + 1)).unwrap();
    tokens.push(written(format!("{}{last}", &text[..text.len() - 1])));
    tokens.push(with_spare_bits(scene));
    tokens
}

/// A genuine token whose header ends in a digit with a spare bit set.
fn with_spare_bits(scene: &Scene<'_>) -> String {
    let mut draft = scene.draft();
    let mut header = draft.header_bytes();
    while header.len() % 3 != 2 {
        header.push(b' ');
    }
    draft.header_raw(header);
    let token = draft.sign();
    let (start, last) = token.header_b64().split_at(token.header_b64().len() - 1);
    let next = last.chars().next().and_then(|last| char::from_u32(u32::from(last) + 1)).unwrap();
    let input = format!("{start}{next}.{}", token.payload_b64());
    let signature = URL_SAFE_NO_PAD.encode_to_string(scene.cluster().keys()[0].sign(input.as_bytes()));
    format!("{input}.{signature}")
}

fn forms(plain: &MintedToken) -> Vec<String> {
    let token = plain.expose();
    let signature = plain.signature_b64();
    let in_payload = |sign: &str| {
        let (start, end) = plain.payload_b64().split_at(40);
        format!("{}.{start}{sign}{end}.{signature}", plain.header_b64())
    };
    vec![
        token.replacen('.', "~.", 1),
        format!("{token}\u{feff}"),
        format!(",{token}"),
        token.replacen('.', "%20.", 1),
        token.replacen('.', "+.", 1),
        format!("{}.{}/{}", plain.signing_input(), &signature[..9], &signature[9..]),
        format!("{token}\\"),
        in_payload("\u{e9}"),
        in_payload("%41"),
        "e".to_owned(),
        plain.signing_input(),
        format!("{token}{}", ".AAAA".repeat(110)),
        format!("{token}{}", ".AAAA".repeat(9)),
        format!("{}.{}", &token[..9], &token[9..]),
    ]
}
