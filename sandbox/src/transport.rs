//! The socket. Some faults can't be expressed in HTTP: the connection is reset, or ends in the middle of a body. So
//! every request gets a [`Connection`], through which its response can break the connection that carries it.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};

/// What happens to everything that is written from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// It is sent.
    Deliver,
    /// Nothing more is sent, and the client sees a reset.
    Reset,
    /// So many bytes are sent, then the connection ends normally.
    EndAfter(usize),
}

/// A handle on the connection of a request.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    mode: Arc<Mutex<Mode>>,
    port: u16,
}

impl Connection {
    fn new(local: SocketAddr) -> Self {
        Self { mode: Arc::new(Mutex::new(Mode::Deliver)), port: local.port() }
    }

    /// The port on which the sandbox was reached.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Resets the connection instead of sending the response.
    pub(crate) fn reset(&self) {
        self.set(Mode::Reset);
    }

    /// Ends the connection after `bytes` of the response, head included.
    pub(crate) fn end_after(&self, bytes: usize) {
        self.set(Mode::EndAfter(bytes));
    }

    fn set(&self, mode: Mode) {
        *self.mode.lock().unwrap_or_else(PoisonError::into_inner) = mode;
    }

    fn mode(&self) -> Mode {
        *self.mode.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Accepts sockets, each with its [`Connection`].
pub(crate) struct ControllableListener(TcpListener);

impl ControllableListener {
    pub(crate) fn new(listener: TcpListener) -> Self {
        Self(listener)
    }
}

impl Listener for ControllableListener {
    type Io = Stream;
    type Addr = Connection;

    async fn accept(&mut self) -> (Stream, Connection) {
        loop {
            let (stream, _client) = Listener::accept(&mut self.0).await;
            // A connection that is already closed needs no response.
            if let Ok(local) = stream.local_addr() {
                let connection = Connection::new(local);
                let stream = Stream { stream, connection: connection.clone() };
                return (stream, connection);
            }
        }
    }

    fn local_addr(&self) -> io::Result<Connection> {
        self.0.local_addr().map(Connection::new)
    }
}

impl Connected<IncomingStream<'_, ControllableListener>> for Connection {
    fn connect_info(stream: IncomingStream<'_, ControllableListener>) -> Self {
        stream.remote_addr().clone()
    }
}

/// A socket that obeys its [`Connection`].
pub(crate) struct Stream {
    stream: TcpStream,
    connection: Connection,
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.connection.mode() {
            Mode::Deliver => Pin::new(&mut self.stream).poll_write(cx, bytes),
            Mode::Reset => {
                // With a linger of zero, closing sends a reset.
                self.stream.set_zero_linger()?;
                Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()))
            }
            Mode::EndAfter(0) => Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into())),
            Mode::EndAfter(left) => {
                let part = &bytes[..bytes.len().min(left)];
                let written = Pin::new(&mut self.stream).poll_write(cx, part);
                if let Poll::Ready(Ok(count)) = &written {
                    self.connection.end_after(left - count);
                }
                written
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
