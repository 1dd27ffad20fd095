//! `world serve`: answers for the fixture world's clusters until it is interrupted.

use eks_auth_mock::WorldServer;
use eks_auth_world::World;

use crate::args::Serve;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::{print, session};

pub(crate) fn run(arguments: &Serve) -> Result<Exit, Failure> {
    let world = World::standard(arguments.world.partition());
    session::block_on(async {
        let mut interrupt = Interrupt::listen().map_err(Failure::System)?;
        let address = arguments.listen;
        let bound = WorldServer::bind(address, world).await;
        let server = bound.map_err(|source| Failure::Listen { address, source })?;
        // The port is taken, so whoever reads this line can connect.
        print::out(&format!("listening on http://{}\n", server.local_addr()))?;
        server.serve_until(interrupt.wait()).await;
        Ok(Exit::Fine)
    })
}
