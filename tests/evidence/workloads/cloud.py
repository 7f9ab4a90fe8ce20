"""Packages for clouds: clients, their mocks, their templates."""

_KEYS = dict(region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")


def botocore():
    import botocore.session

    session = botocore.session.get_session()
    client = session.create_client("sts", **_KEYS)
    client.meta.service_model.operation_names
    client.close()


def botocore_calls():
    import botocore.config
    import botocore.session
    import botocore.stub

    session = botocore.session.Session()
    client = session.create_client(
        "s3", config=botocore.config.Config(retries={"max_attempts": 1}), **_KEYS
    )
    with botocore.stub.Stubber(client) as stub:
        stub.add_response("list_buckets", {"Buckets": []})
        client.list_buckets()
        stub.add_client_error("head_bucket")
        try:
            client.head_bucket(Bucket="abc")
        except client.exceptions.ClientError:
            pass
    client.generate_presigned_url("get_object", Params={"Bucket": "a", "Key": "b"})
    client.get_paginator("list_objects_v2")
    client.get_waiter("bucket_exists")


def boto3():
    import boto3

    session = boto3.Session(**_KEYS)
    session.client("sqs")
    table = session.resource("dynamodb").Table("t")
    table.meta.client
    session.resource("s3").Bucket("b").objects.filter(Prefix="x")


def s3transfer():
    import boto3.s3.transfer
    import boto3

    client = boto3.Session(**_KEYS).client("s3")
    with boto3.s3.transfer.S3Transfer(client):
        pass


def moto():
    import boto3
    import moto

    with moto.mock_aws():
        bucket = boto3.resource("s3", **_KEYS).create_bucket(Bucket="abcd")
        bucket.put_object(Key="k", Body=b"x")
        list(bucket.objects.all())
        queue = boto3.resource("sqs", **_KEYS).create_queue(QueueName="q")
        queue.send_message(MessageBody="x")
        queue.receive_messages()


def moto_models():
    from moto.ec2.models import EC2Backend
    from moto.iam.models import IAMBackend
    from moto.sqs.models import SQSBackend

    SQSBackend("us-east-1", "1").create_queue("q", {})
    IAMBackend("aws", "1").create_user("us-east-1", "u")
    EC2Backend("us-east-1", "1").create_vpc("10.0.0.0/16")


def cfnlint():
    import cfnlint.api

    text = '{"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Ref": "P"}}}},'
    text += '"Parameters": {"P": {"Type": "String"}}}'
    cfnlint.api.lint_all(text)


def cfnlint_decode():
    import cfnlint.decode.cfn_json
    import cfnlint.decode.cfn_yaml
    import cfnlint.template

    parsed = cfnlint.decode.cfn_yaml.loads("Resources:\n  A:\n    Type: AWS::SNS::Topic\n")
    cfnlint.template.Template("x", parsed).get_resources()


def samtranslator():
    from samtranslator.parser.parser import Parser
    from samtranslator.sdk.template import SamTemplate

    template = {"Resources": {"T": {"Type": "AWS::Serverless::SimpleTable"}}}
    SamTemplate(template)
    Parser()


def xray():
    import aws_xray_sdk.core

    recorder = aws_xray_sdk.core.AWSXRayRecorder()
    recorder.configure(sampling=False, context_missing="LOG_ERROR")
    recorder.begin_segment("x")
    recorder.begin_subsegment("y")
    recorder.put_annotation("a", 1)
    recorder.end_subsegment()
    recorder.current_segment()
