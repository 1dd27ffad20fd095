//! The suite through TLS, against services that can be trusted and those that cannot.

mod authority;
mod clock;
mod conformant;
mod front;
mod profile;
mod refused;
mod secrets;

use eks_auth_protocol::Secret;
use eks_auth_world::{Caller, Partition, World};

/// The second half of temporary keys, of nobody's.
const SECRET: &str = "kq7Vb2Zr/Uu0pXy+4hWmCe9TnLs3GdFj1RoAi8Kt";
/// What goes with temporary keys, of nobody's.
const SESSION: &str = "IQoJb3JpZ2luX2VjEKf8Wm3vPz0s/Qh7+uNy5tRc1LxGd6Ab9eJk2ToVi4Sp8Fr0MwXqZnHgBuC7y==";

/// The fixture world, in which somebody with temporary keys may ask.
fn world() -> World {
    let caller = Caller::new("ASIACONFORMANCEONLY0", Secret::new(SECRET));
    World::standard(Partition::Aws).with_caller(caller.with_session_token(Secret::new(SESSION)))
}
