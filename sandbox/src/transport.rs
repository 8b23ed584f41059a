//! The socket. Some answers are not answers at all: the connection is reset, or ends in the middle of a body. Neither
//! can be said in HTTP, so every connection carries a [`Line`] on which an answer can order the cut.

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

/// What is to happen to what is written from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// It goes out.
    Deliver,
    /// Nothing more goes out, and the other side meets a reset.
    Reset,
    /// So many bytes go out, then the connection ends as if all had been said.
    EndAfter(usize),
}

/// An answer's hold on the connection that it travels on.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    order: Arc<Mutex<Order>>,
    port: u16,
}

impl Line {
    fn new(local: SocketAddr) -> Self {
        Self { order: Arc::new(Mutex::new(Order::Deliver)), port: local.port() }
    }

    /// The port on which the sandbox was reached.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Resets the connection instead of writing the answer.
    pub(crate) fn reset(&self) {
        self.set(Order::Reset);
    }

    /// Ends the connection once `bytes` of the answer, head included, are written.
    pub(crate) fn end_after(&self, bytes: usize) {
        self.set(Order::EndAfter(bytes));
    }

    fn set(&self, order: Order) {
        *self.order.lock().unwrap_or_else(PoisonError::into_inner) = order;
    }

    fn order(&self) -> Order {
        *self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Accepts connections, each with its [`Line`].
pub(crate) struct Lines(TcpListener);

impl Lines {
    pub(crate) fn new(listener: TcpListener) -> Self {
        Self(listener)
    }
}

impl Listener for Lines {
    type Io = Wire;
    type Addr = Line;

    async fn accept(&mut self) -> (Wire, Line) {
        loop {
            let (stream, _client) = Listener::accept(&mut self.0).await;
            // A connection that is gone before it is looked at is nobody's loss.
            if let Ok(local) = stream.local_addr() {
                let line = Line::new(local);
                let wire = Wire { stream, line: line.clone() };
                return (wire, line);
            }
        }
    }

    fn local_addr(&self) -> io::Result<Line> {
        self.0.local_addr().map(Line::new)
    }
}

impl Connected<IncomingStream<'_, Lines>> for Line {
    fn connect_info(stream: IncomingStream<'_, Lines>) -> Self {
        stream.remote_addr().clone()
    }
}

/// A connection that obeys its [`Line`].
pub(crate) struct Wire {
    stream: TcpStream,
    line: Line,
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.line.order() {
            Order::Deliver => Pin::new(&mut self.stream).poll_write(cx, bytes),
            Order::Reset => {
                // Without lingering, closing sends a reset rather than a farewell.
                self.stream.set_zero_linger()?;
                Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()))
            }
            Order::EndAfter(0) => Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into())),
            Order::EndAfter(left) => {
                let part = &bytes[..bytes.len().min(left)];
                let written = Pin::new(&mut self.stream).poll_write(cx, part);
                if let Poll::Ready(Ok(count)) = &written {
                    self.line.end_after(left - count);
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
