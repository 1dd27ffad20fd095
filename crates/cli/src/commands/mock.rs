//! `mock`: serves the reference mock until it is interrupted.

use eks_auth_mock::{Server, Service};
use eks_auth_world::World;

use crate::args::Mock;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::{print, session};

pub(crate) fn run(arguments: &Mock) -> Result<Exit, Failure> {
    let mut service = Service::new(World::standard(arguments.world.partition()));
    service = arguments.manners.iter().fold(service, |service, manner| service.with_manner(manner));
    if let Some(fault) = arguments.fault {
        service = service.with_fault(fault);
    }
    session::block_on(async {
        let mut interrupt = Interrupt::listen().map_err(Failure::System)?;
        let address = arguments.listen;
        let bound = Server::bind(address, service).await;
        let server = bound.map_err(|source| Failure::Listen { address, source })?;
        // The port is taken, so whoever reads this line can connect.
        print::out(&format!("listening on http://{}\n", server.local_addr()))?;
        server.serve_until(interrupt.wait()).await;
        Ok(Exit::Fine)
    })
}
