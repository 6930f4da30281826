//! The same application in each framework. `run` sends requests to the application, without a socket.

use error_catalog::{ErrorInfo, Middleware};

use crate::errors::Error;
use crate::{Info, result_of};

fn run_async<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

pub(crate) mod axum_app {
    use axum::body::Body;
    use axum::extract::Path;
    use axum::routing::{get, post};
    use axum::{Router, http::Uri};
    use http::{Request, StatusCode};
    use tower::{Layer, ServiceExt};

    use super::*;

    fn routes() -> Router {
        let handler = async |uri: Uri| result_of(uri.path());
        let status = async |Path(status): Path<u16>| StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
        Router::new()
            .route("/orders/{id}", get(handler))
            .route("/pay", post(handler))
            .route("/panic", get(handler))
            .route("/ok", get(handler))
            .route("/status/{status}", get(status))
    }

    /// The middleware is a layer of the router, so it runs inside the routing.
    pub(crate) fn run(
        inner: Middleware<Error>,
        outer: Option<Middleware<Error>>,
        requests: &[(&str, &str)],
    ) -> Vec<Info> {
        let app = routes().layer(inner);
        send(outer.into_iter().fold(app, Router::layer), requests)
    }

    /// The middleware is around the router.
    pub(crate) fn run_around(
        inner: Middleware<Error>,
        outer: Option<Middleware<Error>>,
        requests: &[(&str, &str)],
    ) -> Vec<Info> {
        let app = Router::new().fallback_service(inner.layer(routes()));
        send(outer.into_iter().fold(app, Router::layer), requests)
    }

    fn send(app: Router, requests: &[(&str, &str)]) -> Vec<Info> {
        run_async(async {
            let mut infos = Vec::new();
            for (method, path) in requests {
                let request = Request::builder().method(*method).uri(*path).body(Body::empty()).unwrap();
                let response = app.clone().oneshot(request).await.unwrap();
                infos.push(response.extensions().get::<ErrorInfo>().copied());
            }
            infos
        })
    }
}

pub(crate) mod actix_app {
    use actix_web::dev::Service;
    use actix_web::http::{Method, StatusCode};
    use actix_web::middleware::Condition;
    use actix_web::test::{TestRequest, init_service};
    use actix_web::{App, HttpRequest, HttpResponse, web};

    use super::*;

    pub(crate) fn run(
        inner: Middleware<Error>,
        outer: Option<Middleware<Error>>,
        requests: &[(&str, &str)],
    ) -> Vec<Info> {
        actix_web::rt::System::new().block_on(async {
            let handler = async |request: HttpRequest| result_of(request.path()).map(|()| HttpResponse::Ok());
            let status = async |status: web::Path<u16>| {
                HttpResponse::new(StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY))
            };
            let app = App::new()
                .service(web::resource("/orders/{id}").route(web::get().to(handler)))
                .service(web::resource("/pay").route(web::post().to(handler)))
                .service(web::resource("/panic").route(web::get().to(handler)))
                .service(web::resource("/ok").route(web::get().to(handler)))
                .service(web::resource("/status/{status}").route(web::get().to(status)))
                .wrap(inner)
                .wrap(Condition::new(outer.is_some(), outer.unwrap_or_default()));
            let app = init_service(app).await;
            let mut infos = Vec::new();
            for (method, path) in requests {
                let method = Method::from_bytes(method.as_bytes()).unwrap();
                let response = app.call(TestRequest::with_uri(path).method(method).to_request()).await.unwrap();
                infos.push(response.response().extensions().get::<ErrorInfo>().copied());
            }
            infos
        })
    }
}

pub(crate) mod poem_app {
    use poem::http::{Method, StatusCode};
    use poem::web::Path;
    use poem::{Endpoint, EndpointExt, IntoEndpoint, Request, Route, get, handler, post};

    use super::*;

    #[handler]
    fn answer(request: &Request) -> Result<(), Error> {
        result_of(request.uri().path())
    }

    #[handler]
    fn status(Path(status): Path<u16>) -> StatusCode {
        StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY)
    }

    pub(crate) fn run(
        inner: Middleware<Error>,
        outer: Option<Middleware<Error>>,
        requests: &[(&str, &str)],
    ) -> Vec<Info> {
        let app = Route::new()
            .at("/orders/:id", get(answer))
            .at("/pay", post(answer))
            .at("/panic", get(answer))
            .at("/ok", get(answer))
            .at("/status/:status", get(status))
            .with(inner)
            .into_endpoint()
            .with_if(outer.is_some(), outer.unwrap_or_default());
        run_async(async {
            let mut infos = Vec::new();
            for (method, path) in requests {
                let method = Method::from_bytes(method.as_bytes()).unwrap();
                let request = Request::builder().method(method).uri_str(*path).finish();
                infos.push(app.get_response(request).await.data::<ErrorInfo>().copied());
            }
            infos
        })
    }
}

pub(crate) mod tonic_app {
    use http::Request;
    use http_body_util::BodyExt;
    use tonic::body::Body;
    use tonic::service::Routes;
    use tonic::{Response, Status};
    use tonic_health::pb::health_server::{Health, HealthServer};
    use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};
    use tower::{Layer, ServiceExt};

    use super::*;

    const CHECK: &str = "/grpc.health.v1.Health/Check";

    struct Shop;

    #[tonic::async_trait]
    impl Health for Shop {
        async fn check(
            &self,
            request: tonic::Request<HealthCheckRequest>,
        ) -> Result<Response<HealthCheckResponse>, Status> {
            match request.get_ref().service.as_str() {
                "/own" => return Err(Status::not_found("mine")),
                path => result_of(path)?,
            }
            Ok(Response::new(HealthCheckResponse::default()))
        }

        type WatchStream = tonic::codegen::BoxStream<HealthCheckResponse>;

        async fn watch(&self, _: tonic::Request<HealthCheckRequest>) -> Result<Response<Self::WatchStream>, Status> {
            Err(Status::unimplemented(""))
        }
    }

    /// Calls the method once for each service of `calls`. `/unknown` calls a method that does not exist.
    pub(crate) fn run(middleware: Middleware<Error>, calls: &[&str]) -> Vec<Info> {
        let path = |call: &str| if call == "/unknown" { "/grpc.health.v1.Health/Unknown" } else { CHECK };
        let calls: Vec<_> = calls.iter().map(|call| (path(call), *call)).collect();
        send(middleware, Routes::new(HealthServer::new(Shop)), &calls)
    }

    /// Calls the methods at `paths` behind an interceptor that rejects each call.
    pub(crate) fn run_rejected(middleware: Middleware<Error>, paths: &[&str]) -> Vec<Info> {
        let reject = |_: tonic::Request<()>| Err(Error::order_not_found("7", "acme").into());
        let calls: Vec<_> = paths.iter().map(|path| (*path, "")).collect();
        send(middleware, Routes::new(HealthServer::with_interceptor(Shop, reject)), &calls)
    }

    fn send(middleware: Middleware<Error>, routes: Routes, calls: &[(&str, &str)]) -> Vec<Info> {
        let service = middleware.grpc().methods([CHECK]).layer(routes.prepare());
        run_async(async {
            let mut infos = Vec::new();
            for (path, service_name) in calls {
                // The message has one field, and a frame has five bytes before the message.
                let length = service_name.len() as u8;
                let message = [&[0, 0, 0, 0, length + 2, 10, length], service_name.as_bytes()].concat();
                let request = Request::post(*path)
                    .header("content-type", "application/grpc")
                    .body(Body::new(http_body_util::Full::from(message).map_err(|never| match never {})))
                    .unwrap();
                let response = service.clone().oneshot(request).await.unwrap();
                infos.push(response.extensions().get::<ErrorInfo>().copied());
            }
            infos
        })
    }
}
