//! A PostgreSQL for the duration of the tests, in a folder that is deleted after them.

use super::system::{self, Package};
use crate::console::{Failure, say};
use crate::process;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;

const POSTGRES: Package = Package {
    what: "PostgreSQL",
    apt: &["postgresql"],
    dnf: &["postgresql-server"],
    pacman: &["postgresql"],
    brew: &["postgresql"],
};

/// Where Debian keeps the server's programs, off the path and one folder a version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A running cluster; dropping it stops and deletes it.
pub(crate) struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Starts a cluster, installing PostgreSQL first where that is possible.
    /// `None` where it is not: the tests that need it are then left out, which is said.
    ///
    /// # Errors
    /// When PostgreSQL is there and does not start.
    pub(crate) fn start() -> Result<Option<Self>, Failure> {
        if programs().is_none()
            && let Err(Failure(reason)) = system::install(&POSTGRES)
        {
            say(format!("the tests with PostgreSQL are left out: {reason}"));
            return Ok(None);
        }
        let Some(programs) = programs() else {
            say("the tests with PostgreSQL are left out: its programs are not where they should be");
            return Ok(None);
        };
        let folder = std::env::temp_dir().join(format!("chat-postgres-{}", std::process::id()));
        let cluster = Self { programs, folder, port: free_port()? };
        cluster.create()?;
        Ok(Some(cluster))
    }

    /// What the backend's tests connect to.
    pub(crate) fn url(&self) -> String {
        format!("postgres://chat@127.0.0.1:{}/postgres", self.port)
    }

    fn create(&self) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(|reason| Failure::because("make a folder for PostgreSQL", reason))?;
        if system::is_root() {
            // PostgreSQL refuses to run as root.
            process::run(process::command("chown").arg("postgres").arg(&self.folder))?;
        }
        let data = self.data();
        self.program("initdb", &|command| {
            command.args(["--username=chat", "--auth=trust", "--no-sync", "--encoding=UTF8", "-D"]);
            command.arg(&data);
        })?;
        // Loopback only, and no promise to survive a power cut: it lives for one test run.
        let options =
            format!("-h 127.0.0.1 -p {} -k {} -c fsync=off -c max_connections=200", self.port, self.folder.display());
        self.program("pg_ctl", &|command| {
            command.args(["start", "--wait", "--silent", "-o", &options, "-D"]);
            command.arg(&data).arg("-l").arg(self.folder.join("log"));
        })
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Runs one of PostgreSQL's programs, as the user `postgres` where we are root.
    fn program(&self, name: &str, arguments: &dyn Fn(&mut Command)) -> Result<(), Failure> {
        let program = self.programs.join(name);
        let mut command = if system::is_root() {
            let mut other_user = process::command("setpriv");
            other_user.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
            other_user.arg(program);
            other_user
        } else {
            process::command(program)
        };
        arguments(&mut command);
        command.current_dir(std::env::temp_dir());
        command.stdout(std::process::Stdio::null());
        process::run(&mut command)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        // Whatever fails here leaves a folder in the system's temporary folder, and nothing worse.
        let _ = self.program("pg_ctl", &|command| {
            command.args(["stop", "--mode=immediate", "--silent", "-D"]).arg(&data);
        });
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folder with `initdb` and `pg_ctl`, the newest where there are several.
fn programs() -> Option<PathBuf> {
    let debian = fs::read_dir(DEBIAN).ok().and_then(|versions| {
        versions
            .filter_map(|version| Some(version.ok()?.path().join("bin")))
            .filter(|folder| folder.join("initdb").is_file())
            .max_by_key(|folder| version_in(folder))
    });
    debian.or_else(|| Some(process::on_path("initdb")?.parent()?.to_path_buf()))
}

/// The number in `/usr/lib/postgresql/15/bin`.
fn version_in(folder: &Path) -> Option<u32> {
    folder.parent()?.file_name()?.to_str()?.parse().ok()
}

fn free_port() -> Result<u16, Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|reason| Failure::because("find a free port for PostgreSQL", reason))
}
