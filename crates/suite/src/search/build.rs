//! From a recipe to the request: minted, put together, and with what all of it means.

use std::sync::Arc;

use eks_auth_world::{Fixture, Members, MintedToken, Pod, Scene, TokenDraft, World, defect};

use super::edit::{
    BodyEdit, Context, Edit, MemberEdit, Object, PathEdit, Signatory, SignatureEdit, meaning_of_text,
};
use super::meaning::Meaning;
use super::recipe::{Before, Recipe};
use crate::judge::Subject;
use crate::request::{RequestSpec, json_string};
use crate::stage::Chance;

/// A token up to so many bytes has to be taken, and a body.
const TOKEN: usize = 4_096;
const BODY: usize = 8_192;

/// A recipe made into requests.
pub(crate) struct Built {
    /// Whom the request is for, by its token.
    pub(crate) subject: Subject,
    /// The request.
    pub(crate) request: RequestSpec,
    /// What it means for the answer.
    pub(crate) meaning: Meaning,
    /// What goes out before it.
    pub(crate) before: Vec<RequestSpec>,
    /// Whether its body is somebody's example: nobody here knows whose token that holds.
    pub(crate) is_foreign: bool,
}

/// Makes the requests of a recipe at a moment. `attempt` tells the `jti` of one sending from the next.
///
/// `None` where the world has no such association.
pub(crate) fn build(recipe: &Recipe, world: &Arc<World>, now: i64, attempt: u64) -> Option<Built> {
    let subject = Subject::new(world, recipe.cluster, recipe.association)?;
    let id = Chance::new(recipe.id ^ attempt.wrapping_mul(0x9e37_79b9), "search").uuid();
    let context = Context { subject: &subject, now };
    let mut meaning = if subject.association().is_assumable() {
        Meaning::nothing("RSP-001")
    } else {
        Meaning::refused("ASC-003").about(crate::situation::Kind::NotAssumable)
    };
    let has_defect = defect_of(recipe, &subject).is_some();
    for edit in &recipe.edits {
        let overruled = has_defect && edit.is_within_token() && !matches!(edit, Edit::Defect(_));
        let absent = matches!(edit, Edit::Defect(_)) && !has_defect;
        // What has become of the text is judged below.
        if !overruled && !absent && !matches!(edit, Edit::Text(_)) {
            meaning = meaning.and(edit.meaning(context));
        }
    }
    let pod = person(recipe, subject.pod().clone());
    let minted = mint(recipe, &subject, pod.clone(), now, &id);
    let (token, of_text) = edited_text(recipe, minted);
    meaning = of_text.into_iter().fold(meaning, Meaning::and);
    if token.len() > TOKEN {
        meaning = meaning.and(Meaning::open("REQ-014").before_operation());
    }
    let (request, length) = request(recipe, &subject, &token);
    if length > BODY {
        meaning = meaning.and(Meaning::open("REQ-013").before_operation());
    }
    let before = match &recipe.before {
        None => Vec::new(),
        Some(Before::Twin) => vec![plain(&subject, now, &id)],
        Some(Before::Other(position)) => {
            meaning = meaning.and(Meaning::open("STA-003"));
            Subject::new(world, recipe.cluster, *position)
                .iter()
                .map(|other| plain(other, now, &id))
                .collect()
        }
        Some(Before::Request(before)) => {
            let built = build(before, world, now, attempt)?;
            built.before.into_iter().chain([built.request]).collect()
        }
    };
    // Names that no association has are not the subject's: what its answer would have to say is the plain one's.
    let subject = if pod.subject() == subject.pod().subject() { subject.with_pod(pod) } else { subject };
    let is_foreign = recipe.edits.iter().any(|edit| matches!(edit, Edit::Body(BodyEdit::Whole(_))));
    Some(Built { subject, request, meaning, before, is_foreign })
}

fn plain(subject: &Subject, now: i64, id: &str) -> RequestSpec {
    let token = scene(subject, subject.pod().clone(), now, id).draft().sign();
    RequestSpec::plain(subject.cluster().name(), token.expose())
}

fn scene<'s>(subject: &'s Subject, pod: Pod, now: i64, id: &str) -> Scene<'s> {
    Scene::new(subject.world(), subject.cluster(), pod, now, id)
}

fn person(recipe: &Recipe, pod: Pod) -> Pod {
    let persons = recipe.edits.iter().filter_map(|edit| match edit {
        Edit::Person(edit) => Some(edit),
        _ => None,
    });
    persons.fold(pod, |pod, edit| edit.apply(pod))
}

fn defect_of(recipe: &Recipe, subject: &Subject) -> Option<&'static defect::Defect> {
    recipe.edits.iter().find_map(|edit| match edit {
        Edit::Defect(id) => defect::find(id).filter(|defect| defect.applies_to(subject.cluster())),
        _ => None,
    })
}

fn mint(recipe: &Recipe, subject: &Subject, pod: Pod, now: i64, id: &str) -> String {
    let scene = scene(subject, pod, now, id);
    match defect_of(recipe, subject) {
        Some(defect) => defect.mint(&scene),
        None => signed(recipe, subject, &scene, now).into_string(),
    }
}

fn signed(recipe: &Recipe, subject: &Subject, scene: &Scene<'_>, now: i64) -> MintedToken {
    let mut draft = scene.draft();
    let signatures = || {
        recipe.edits.iter().filter_map(|edit| match edit {
            Edit::Signature(edit) => Some(edit),
            _ => None,
        })
    };
    for edit in signatures() {
        sign_by(edit, &mut draft, subject);
    }
    edit_claims(recipe, &mut draft, now);
    let token = draft.sign();
    signatures().fold(token, |token, edit| match edit {
        SignatureEdit::Stale => {
            let other = scene_with_other_id(scene);
            token.with_signature(other.draft().sign().signature())
        }
        SignatureEdit::Borrowed(position) => {
            let owner = subject.sibling(recipe.cluster, *position).unwrap_or_else(|| subject.clone());
            // Of the same subject it is that of another token, which not everybody can make.
            let other = match owner.shares_association_with(subject) {
                true => scene_with_other_id(scene),
                false => {
                    Scene::new(subject.world(), subject.cluster(), owner.pod().clone(), now, other_id(scene))
                }
            };
            token.with_signature(other.draft().sign().signature())
        }
        edit => token.with_signature(edit.apply(token.signature())),
    })
}

/// The same scene of a token with another `jti`: no signature of it fits.
fn scene_with_other_id<'w>(scene: &Scene<'w>) -> Scene<'w> {
    scene.world().want(Fixture::SecondToken);
    Scene::new(scene.world(), scene.cluster(), scene.pod().clone(), scene.now(), other_id(scene))
}

fn other_id(scene: &Scene<'_>) -> String {
    scene.id().chars().rev().collect::<String>() + "0"
}

fn sign_by<'s>(edit: &SignatureEdit, draft: &mut TokenDraft<'s>, subject: &'s Subject) {
    let SignatureEdit::Signed(signatory) = edit else { return };
    let world = subject.world();
    match signatory {
        Signatory::Key(position) => {
            if let Some(key) = subject.cluster().keys().get(*position) {
                draft.signed_by(key);
            }
        }
        Signatory::OtherCluster(position) => {
            let others = world.clusters().iter().filter(|other| other.name() != subject.cluster().name());
            if let Some(key) = others.cycle().nth(*position % 64).and_then(|other| other.keys().first()) {
                draft.sign_only_with(key);
            }
        }
        Signatory::Foreign => draft.sign_only_with(world.foreign_key(eks_auth_world::Algorithm::Rs256)),
    }
}

/// Times first, so that edits of single claims stand; orders and lengths last.
fn edit_claims(recipe: &Recipe, draft: &mut TokenDraft<'_>, now: i64) {
    for edit in &recipe.edits {
        if let Edit::Time(edit) = edit {
            edit.claims(now).into_iter().for_each(|(name, raw)| draft.claims_mut().set_raw(name, raw));
        }
    }
    for last in [false, true] {
        for edit in members(recipe).filter(|edit| edit.is_last() == last) {
            match edit.of() {
                Object::Header => edit.apply(draft.header_mut()),
                Object::Claims => edit.apply(draft.claims_mut()),
                Object::Kubernetes => draft.edit_kubernetes(|members| edit.apply(members)),
                Object::Body => {}
            }
        }
    }
    for edit in members(recipe) {
        match edit.of() {
            Object::Header => {
                edit.written(draft.header()).into_iter().for_each(|text| draft.header_raw(text));
            }
            Object::Claims => {
                edit.written(draft.claims()).into_iter().for_each(|text| draft.payload_raw(text));
            }
            Object::Kubernetes | Object::Body => {}
        }
    }
}

fn members(recipe: &Recipe) -> impl Iterator<Item = &MemberEdit> {
    recipe.edits.iter().filter_map(|edit| match edit {
        Edit::Member(edit) => Some(edit),
        _ => None,
    })
}

/// The token after the edits of its text, and what those mean.
fn edited_text(recipe: &Recipe, token: String) -> (String, Option<Meaning>) {
    let texts = recipe.edits.iter().filter_map(|edit| match edit {
        Edit::Text(edit) if !recipe.edits.iter().any(|edit| matches!(edit, Edit::Defect(_))) => Some(edit),
        _ => None,
    });
    let after = texts.fold(token.clone(), |token, edit| edit.apply(&token));
    let meaning = (after != token).then(|| meaning_of_text(&token, &after));
    (after, meaning)
}

/// The request around a token, and how long its body is.
fn request(recipe: &Recipe, subject: &Subject, token: &str) -> (RequestSpec, usize) {
    let body = body(recipe, token);
    let length = body.len();
    let bodiless = recipe.edits.iter().any(|edit| matches!(edit, Edit::Path(PathEdit::Method(_))));
    let plain = RequestSpec::plain(subject.cluster().name(), token);
    // A server that does not know the method may not know whether there is a body.
    let spec = plain.body(if bodiless { String::new() } else { body });
    // A query comes after the path, whatever that is.
    let (queries, others): (Vec<&Edit>, Vec<&Edit>) =
        recipe.edits.iter().partition(|edit| matches!(edit, Edit::Path(PathEdit::Query(_))));
    let request = others.into_iter().chain(queries).fold(spec, |spec, edit| match edit {
        Edit::Head(edit) => edit.apply(spec),
        Edit::Path(edit) => edit.apply(spec, subject.cluster().name().as_str()),
        _ => spec,
    });
    (request, length)
}

fn body(recipe: &Recipe, token: &str) -> String {
    let mut object = Members::default();
    object.set_raw("token", json_string(token));
    for last in [false, true] {
        members(recipe)
            .filter(|edit| edit.of() == Object::Body && edit.is_last() == last)
            .for_each(|edit| edit.apply(&mut object));
    }
    let mut edits: Vec<&BodyEdit> = recipe
        .edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Body(edit) => Some(edit),
            _ => None,
        })
        .collect();
    edits.sort_by_key(|edit| rank(edit));
    let spaced =
        members(recipe).filter(|edit| edit.of() == Object::Body).find_map(|edit| edit.written(&object));
    edits.into_iter().fold(spaced.unwrap_or_else(|| object.to_json()), |body, edit| edit.apply(&body))
}

/// What is written within the object comes before what stands around it.
fn rank(edit: &BodyEdit) -> usize {
    match edit {
        BodyEdit::Whole(_) | BodyEdit::EscapedToken { .. } => 0,
        BodyEdit::Spaced { .. } => 1,
        BodyEdit::Length(_) => 2,
        BodyEdit::Leading(_) => 3,
        BodyEdit::Trailing(_) => 4,
        BodyEdit::Cut(_) => 5,
    }
}
