"""Packages for the web: templates, requests, servers, schemas."""

import io


def jinja2():
    import jinja2

    loader = jinja2.DictLoader({"a": "{% for x in [1] %}{{ x }}{% endfor %}{% block b %}{% endblock %}",
                                "c": "{% extends 'a' %}{% block b %}{{ super() }}{% endblock %}"})
    environment = jinja2.Environment(loader=loader, extensions=["jinja2.ext.do", "jinja2.ext.i18n"])
    environment.get_template("c").render()
    environment.get_template("a").module
    environment.from_string("{% macro m() %}{{ caller() }}{% endmacro %}{{ m }}").render()
    environment.parse("{{ x|upper }}")


def jinja2_sandbox():
    import jinja2.meta
    import jinja2.nativetypes
    import jinja2.sandbox

    environment = jinja2.sandbox.SandboxedEnvironment()
    environment.from_string("{{ x.y }}").render(x={})
    jinja2.meta.find_undeclared_variables(environment.parse("{{ z }}"))
    jinja2.nativetypes.NativeEnvironment().from_string("{{ 1 }}").render()
    jinja2.Environment().overlay(trim_blocks=True).from_string("x").stream().dump(io.StringIO())


def click():
    import click
    from click.testing import CliRunner

    @click.group()
    @click.option("--x", default=1)
    @click.pass_context
    def main(context, x):
        context.obj = context

    @main.command()
    @click.argument("y")
    @click.pass_context
    def sub(context, y):
        click.echo(y)

    CliRunner().invoke(main, ["sub", "1"])
    CliRunner().invoke(main, ["nothing"])
    CliRunner().invoke(main, ["--help"])


def flask():
    import flask

    app = flask.Flask("heaplint")
    part = flask.Blueprint("p", "heaplint")

    @app.route("/")
    def index():
        flask.session.get("x")
        return flask.jsonify(a=flask.request.args.get("b"))

    @part.route("/fail")
    def fail():
        raise ValueError

    app.register_blueprint(part)
    with app.test_client() as client:
        client.get("/?b=1")
        client.get("/fail")
        client.get("/nothing")
    with app.app_context():
        flask.current_app.name


def werkzeug():
    from werkzeug.datastructures import Headers, MultiDict
    from werkzeug.routing import Map, Rule, Submount
    from werkzeug.test import Client, EnvironBuilder
    from werkzeug.wrappers import Request, Response

    @Request.application
    def application(request):
        request.form, request.headers, request.cookies
        return Response("x")

    Client(application).post("/", data={"a": "b"})
    routes = Map([Rule("/<int:x>", endpoint="a"), Submount("/s", [Rule("/y", endpoint="b")])])
    adapter = routes.bind("localhost")
    adapter.match("/1")
    adapter.build("a", {"x": 1})
    EnvironBuilder("/").get_request()
    Response("y").set_cookie("a", "b")
    Headers([("a", "b")]), MultiDict({"a": 1})


def requests():
    import requests

    session = requests.Session()
    session.auth = ("a", "b")
    prepared = session.prepare_request(requests.Request("POST", "http://localhost:1/", json={}))
    try:
        session.send(prepared, timeout=1)
    except requests.ConnectionError:
        pass
    session.close()


def responses():
    import requests
    import responses

    with responses.RequestsMock() as mocked:
        mocked.add(responses.GET, "http://localhost/", json={}, status=200)
        answer = requests.get("http://localhost/")
        answer.json()
        answer.raw.read()
        mocked.add(responses.GET, "http://localhost/x", status=404)
        try:
            requests.get("http://localhost/x").raise_for_status()
        except requests.HTTPError:
            pass


def urllib3():
    import urllib3

    manager = urllib3.PoolManager(retries=False)
    try:
        manager.request("GET", "http://127.0.0.1:1/", timeout=1)
    except urllib3.exceptions.HTTPError:
        pass
    urllib3.HTTPResponse(io.BytesIO(b"x"), preload_content=False).read()
    urllib3.connectionpool.HTTPConnectionPool("localhost")


def jsonschema():
    import jsonschema

    schema = {"$defs": {"a": {"type": "string"}}, "properties": {"x": {"$ref": "#/$defs/a"}},
              "anyOf": [{"required": ["x"]}, {"required": ["y"]}]}
    validator = jsonschema.Draft7Validator(schema)
    list(validator.iter_errors({"x": 1}))
    list(jsonschema.Draft202012Validator(schema).iter_errors({"z": 1}))
    error = jsonschema.exceptions.best_match(validator.iter_errors({"z": 1}))
    jsonschema.ErrorTree(validator.iter_errors({"z": 1}))
    error.parent


def graphql():
    import graphql

    schema = graphql.build_schema("type Query { a(b: Int): [Query] c: String }")
    graphql.graphql_sync(schema, "{ a(b: 1) { c } x: c }")
    graphql.validate(schema, graphql.parse("query Q { nothing }"))
    graphql.print_schema(schema)
    graphql.build_client_schema(graphql.introspection_from_schema(schema))


def graphql_types():
    import graphql

    person = graphql.GraphQLObjectType(
        "Person", lambda: {"friend": graphql.GraphQLField(person)}
    )
    schema = graphql.GraphQLSchema(graphql.GraphQLObjectType("Q", {"p": graphql.GraphQLField(person)}))
    graphql.graphql_sync(schema, "{ p { friend { friend { __typename } } } }")
    graphql.visit(graphql.parse("{ a }"), graphql.Visitor())


def docker():
    import docker

    client = docker.DockerClient(base_url="tcp://127.0.0.1:1", version="1.40")
    client.containers, client.images
    try:
        client.ping()
    except Exception:
        pass
    client.close()


def openapis():
    import openapi_spec_validator

    document = {"openapi": "3.0.0", "info": {"title": "x", "version": "1"}, "paths": {}}
    openapi_spec_validator.OpenAPIV30SpecValidator(document).validate()


def blinkers():
    import blinker

    class Sender:
        def receive(self, sender):
            pass

    sender = Sender()
    signal = blinker.Signal()
    signal.connect(sender.receive, sender=sender)
    signal.send(sender)
    blinker.Namespace().signal("x")


def itsdangerous():
    import itsdangerous

    signer = itsdangerous.URLSafeTimedSerializer("k")
    signer.loads(signer.dumps([1]))
    try:
        signer.loads("x")
    except itsdangerous.BadSignature:
        pass
