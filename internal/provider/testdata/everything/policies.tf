# One of each policy of the table.

resource "gatehouse_anypoint_api_policy_a2a_schema_validation" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  depends_on      = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_a2a_pii_detector" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    action   = "action-0"
    entities = ["Email", "US SSN"]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_a2a_agent_card" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    card_path      = "/.well-known/agent-card.json"
    consumer_url   = "https://agents.example.com/cards"
    content        = "content-0"
    file_mime_type = "file_mime_type-0"
    file_name      = "file_name-0"
    file_source    = "file_source-0"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_a2a_token_rate_limit" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    key_selector                = "#[attributes.headers['x-agent-id']]"
    maximum_tokens              = 101
    time_period_in_milliseconds = 60000
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_a2a_prompt_decorator" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    file_decorators = [{
      key   = "claim-0"
      value = "#[true]"
    }]
    text_decorators = [{
      key   = "claim-0"
      value = "#[true]"
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_http_basic_authentication" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    password_wo         = "password-0"
    password_wo_version = 1
    username            = "card-shop"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_ldap_authentication" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    ldap_search_base                     = "ou=people,dc=example,dc=com"
    ldap_search_filter                   = "(uid={0})"
    ldap_search_in_subtree               = true
    ldap_server_url                      = "ldap://directory.example.com:389"
    ldap_server_user_dn                  = "cn=reader,dc=example,dc=com"
    ldap_server_user_password_wo         = "ldap_server_user_password-0"
    ldap_server_user_password_wo_version = 1
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_http_caching" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    distributed            = true
    http_caching_key       = "#[attributes.requestUri]"
    invalidation_header    = "x-invalidate"
    max_cache_entries      = 5000
    persist_cache          = true
    request_expression     = "#[attributes.method == 'GET']"
    response_expression    = "#[attributes.statusCode == 200]"
    ttl                    = 300
    use_http_cache_headers = false
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_client_id_enforcement" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    client_id_expression                                    = "#[attributes.headers['client_id']]"
    client_secret_expression                                = "#[attributes.headers['client_secret']]"
    credentials_origin_has_http_basic_authentication_header = "httpBasicAuthenticationHeader"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_cors" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    access_control_max_age = 60
    origin_groups = [{
      access_control_max_age = 60
      allowed_methods = [{
        is_allowed  = true
        method_name = "GET"
      }]
      exposed_headers = ["x-total"]
      headers         = ["content-type"]
      methods         = ["GET", "POST"]
      name            = "apps"
      origins         = ["https://app.example.com"]
    }]
    public_resource     = false
    support_credentials = true
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_credential_injection_basic_auth" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    custom_header       = "X-Authorization"
    overwrite           = true
    password_wo         = "password-0"
    password_wo_version = 1
    username            = "card-gateway"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_credential_injection_oauth2" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    allow_request_without_credential = true
    client_id                        = "0oa1b2c3d4e5f6g7h8i9"
    client_secret_wo                 = "client_secret-0"
    client_secret_wo_version         = 1
    oauth_service                    = "https://example.okta.com/oauth2/default/v1/token"
    overwrite                        = true
    scope                            = ["cards.read"]
    token_fetch_timeout              = 101
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_dataweave_request_filter" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    requires_payload = true
    script           = "{success: attributes.headers['x-card'] != null}"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_dataweave_body_transformation" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    request_flow = "onResponse"
    script       = "{number: payload.id}"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_dataweave_headers_transformation" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    request_flow     = "onResponse"
    requires_payload = true
    script           = "attributes.headers ++ {'x-zone': 'eu'}"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_body_transformation" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    request_flow = "onResponse"
    script       = "{number: payload.id}"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_header_transformation" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    request_flow     = "onResponse"
    requires_payload = true
    script           = "attributes.headers ++ {'x-zone': 'eu'}"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_script_evaluation_transformation" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    request_flow     = "onResponse"
    requires_payload = true
    script           = "{success: attributes.headers['x-card'] != null}"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_header_injection" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    inbound_headers = [{
      key   = "x-gateway"
      value = "card"
    }]
    outbound_headers = [{
      key   = "x-gateway"
      value = "card"
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_header_removal" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    inbound_headers  = ["x-debug"]
    outbound_headers = ["server"]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_injection_protection" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    built_in_protections = ["sql", "xss"]
    custom_protections = [{
      key   = "claim-0"
      value = "#[true]"
    }]
    protect_body           = true
    protect_headers        = true
    protect_path_and_query = false
    reject_requests        = false
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_intask_authorization_code_policy" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    authorization_endpoint         = "https://example.okta.com/oauth2/v1/authorize"
    body_encoding                  = "json"
    challenge_response_status_code = 101
    code_challenge_method          = "code_challenge_method-0"
    redirect_uri                   = "https://agent.example.com/callback"
    response_type                  = "response_type-0"
    scopes                         = ["openid", "profile"]
    secondary_auth_provider        = "okta"
    token_endpoint                 = "https://example.okta.com/oauth2/v1/token"
    token_timeout                  = 101
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_intask_authentication_policy" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    authorization_endpoint         = "https://example.okta.com/oauth2/v1/authorize"
    body_encoding                  = "json"
    challenge_response_status_code = 101
    code_challenge_method          = "code_challenge_method-0"
    redirect_uri                   = "https://agent.example.com/callback"
    response_type                  = "response_type-0"
    scopes                         = ["openid", "profile"]
    secondary_auth_provider        = "okta"
    token_audience                 = "api://cards"
    token_endpoint                 = "https://example.okta.com/oauth2/v1/token"
    token_timeout                  = 101
    user_email_header              = "x-user-email"
    user_id_header                 = "x-user-id"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_credential_injection_oauth2_obo" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    ciba_enabled             = true
    client_id                = "0oa1b2c3d4e5f6g7h8i9"
    client_secret_wo         = "client_secret-0"
    client_secret_wo_version = 1
    flow                     = "oauth2-token-exchange"
    scope                    = "cards.read"
    target_type              = "resource"
    target_value             = "api://cards"
    timeout                  = 101
    token_endpoint           = "https://example.okta.com/oauth2/v1/token"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_ip_allowlist" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    ip_expression  = "#[attributes.headers['x-forwarded-for']]"
    ips            = ["10.0.0.0/8", "192.168.3.1"]
    methods_string = "methods_string-0"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_ip_blocklist" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    ip_expression  = "#[attributes.headers['x-forwarded-for']]"
    ips            = ["10.0.0.0/8", "192.168.3.1"]
    methods_string = "methods_string-0"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_jwt_validation" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    claims_to_headers               = ["sub"]
    client_id_expression            = "#[vars.claimSet.cid]"
    custom_key_expression           = "custom_key_expression-0"
    jwks_service_connection_timeout = 101
    jwks_service_time_to_live       = 101
    jwks_url                        = "https://example.okta.com/oauth2/default/v1/keys"
    jwt_expression                  = "#[attributes.headers['jwt']]"
    jwt_key_origin                  = "text"
    jwt_origin                      = "customExpression"
    mandatory_aud_claim             = true
    mandatory_custom_claims = [{
      key   = "iss"
      value = "https://example.okta.com/oauth2/default"
    }]
    mandatory_exp_claim = true
    mandatory_nbf_claim = true
    non_mandatory_custom_claims = [{
      key   = "iss"
      value = "https://example.okta.com/oauth2/default"
    }]
    signing_key_length        = 256
    signing_method            = "none"
    skip_client_id_validation = true
    supported_audiences       = "api://cards"
    text_key_wo               = "text_key-0"
    text_key_wo_version       = 1
    validate_aud_claim        = true
    validate_custom_claim     = true
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_llm_proxy_core" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  depends_on      = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_llm_proxy_core_policy" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    header_name = "x-llm-vendor"
    vendor_header_mapping = [{
      key   = "claim-0"
      value = "#[true]"
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_llm_gw_core_policy" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    header_name = "x-llm-vendor"
    vendor_header_mapping = [{
      key   = "claim-0"
      value = "#[true]"
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_model_based_routing" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    fallback = {
      value = 1
    }
    supported_vendors = [{
      key   = "claim-0"
      value = "#[true]"
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_semantic_routing_policy_huggingface" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    fallback_route = {
      value = 1
    }
    huggingface_api_key_wo         = "huggingface_api_key-0"
    huggingface_api_key_wo_version = 1
    huggingface_url                = "https://huggingface.example.com/embed"
    routes = [{
      key   = "claim-0"
      value = "#[true]"
    }]
    threshold = {
      value = 1
    }
    timeout = 101
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_semantic_prompt_guard_policy_openai" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    deny_topics = [{
      key   = "claim-0"
      value = "#[true]"
    }]
    openai_api_key_wo         = "openai_api_key-0"
    openai_api_key_wo_version = 1
    openai_embedding_model    = "text-embedding-3-small"
    openai_url                = "https://openai.example.com/v1"
    threshold = {
      value = 1
    }
    timeout = 101
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_bedrock_llm_provider_policy" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    aws_access_key_id                = "AKIAIOSFODNN7EXAMPLE"
    aws_region                       = "us-east-1"
    aws_secret_access_key_wo         = "aws_secret_access_key-0"
    aws_secret_access_key_wo_version = 1
    aws_session_token_wo             = "aws_session_token-0"
    aws_session_token_wo_version     = 1
    service_name                     = "bedrock"
    timeout                          = 101
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_gemini_llm_provider_policy" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    api_key_wo         = "api_key-0"
    api_key_wo_version = 1
    model_mapper = [{
      key   = "claim-0"
      value = "#[true]"
    }]
    timeout = 101
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_openai_transcoding_policy" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    api_key_wo         = "api_key-0"
    api_key_wo_version = 1
    model_mapper = [{
      key   = "claim-0"
      value = "#[true]"
    }]
    timeout = 101
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_gemini_transcoding_policy" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  depends_on      = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_message_logging" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    logging_configuration = [{
      item_data = {
        category       = "card-api"
        conditional    = "#[attributes.headers['id']==1]"
        first_section  = false
        level          = "DEBUG"
        message        = "#[attributes.headers['id']]"
        second_section = true
      }
      item_name = "requests"
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_message_logging_outbound" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    logging_configuration = [{
      item_data = {
        category       = "card-api"
        conditional    = "#[attributes.headers['id']==1]"
        first_section  = false
        level          = "DEBUG"
        message        = "#[attributes.headers['id']]"
        second_section = true
      }
      item_name = "requests"
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_mcp_support" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  depends_on      = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_mcp_schema_validation" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    validate_tool_schema = true
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_mcp_pii_detector" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    entities = ["Email", "US SSN"]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_mcp_access_control" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    auth_type = "Other"
    rules     = ["permit(principal, action == Action::\"tools/call\", resource == Tool::\"balance\");"]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_mcp_global_access_policy" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    rules = [{
      match_type = "pattern"
      rule       = "Allow"
      value      = "^get_.*"
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_mcp_tool_mapping" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    log_mappings = true
    tool_mappings = [{
      key   = "claim-0"
      value = "#[true]"
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_mcp_transcoding_router" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    routes = [{
      key   = "claim-0"
      value = "#[true]"
    }]
    transcoding_path = "/mcp"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_native_ext_authz" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    allowed_headers          = ["x-user"]
    include_peer_certificate = true
    path_prefix              = "/check"
    request_timeout          = 101
    server_api_version       = "server_api_version-0"
    server_type              = "http"
    service_request_headers_to_add = [{
      key   = "claim-0"
      value = "#[true]"
    }]
    service_response_client_headers             = ["x-user"]
    service_response_client_headers_on_success  = ["x-user"]
    service_response_upstream_headers           = ["x-user"]
    service_response_upstream_headers_to_append = ["x-user"]
    uri                                         = "h2://authorizer.example.com:9090"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_native_ext_proc" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    allow_mode_override   = false
    failure_mode_allow    = true
    max_message_timeout   = 101
    message_timeout       = 101
    request_body_mode     = "buffered"
    request_header_mode   = "skip"
    request_trailer_mode  = "send"
    response_body_mode    = "buffered"
    response_header_mode  = "skip"
    response_trailer_mode = "send"
    uri                   = "h2://processor.example.com:9091"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_native_aws_lambda" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    arn                 = "arn:aws:lambda:us-east-1:123456789012:function:cards"
    authentication_mode = "static"
    credential_profile  = "credential_profile-0"
    credentials = {
      access_key_id                = "AKIAIOSFODNN7EXAMPLE"
      secret_access_key_wo         = "secret_access_key-0"
      secret_access_key_wo_version = 1
      session_token_wo             = "session_token-0"
      session_token_wo_version     = 1
    }
    invocation_mode     = "sync"
    payload_passthrough = true
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_tracing" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    labels = [{
      default_value = "none"
      key_name      = "FLEX_NAME"
      name          = "zone"
      type          = "requestHeader"
    }]
    sampling = {
      client  = 100
      overall = 100
      random  = 100
    }
    span_name = "cards"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_sse_logging" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    logs = [{
      key   = "claim-0"
      value = "#[true]"
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_agent_connection_telemetry" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    source_agent_id = "#[attributes.headers['x-card-agent']]"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_rate_limiting" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  allow_duplicate = true

  configuration = {
    clusterizable  = false
    expose_headers = true
    key_selector   = "#[attributes.queryParams['identifier']]"
    rate_limits = [{
      maximum_requests            = 100
      time_period_in_milliseconds = 60000
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_rate_limiting_sla_based" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    client_id_expression     = "#[attributes.headers['client_id']]"
    client_secret_expression = "#[attributes.headers['client_secret']]"
    clusterizable            = false
    expose_headers           = true
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_spike_control" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    delay_attempts              = 3
    delay_time_in_millis        = 500
    expose_headers              = true
    maximum_requests            = 20
    queuing_limit               = 5
    time_period_in_milliseconds = 1000
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_json_threat_protection" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    max_array_element_count      = 100
    max_container_depth          = 100
    max_object_entry_count       = 100
    max_object_entry_name_length = 100
    max_string_value_length      = 100
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_xml_threat_protection" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    max_attribute_count_per_element = 100
    max_attribute_length            = 100
    max_child_count                 = 100
    max_comment_length              = 100
    max_node_depth                  = 100
    max_text_length                 = 100
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_response_timeout" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    timeout = 30
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_stream_idle_timeout" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    timeout = 30
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_idle_timeout" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    timeout = 30
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_oauth2_token_introspection" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    authentication_timeout         = 101
    authorization_value_wo         = "authorization_value-0"
    authorization_value_wo_version = 1
    consumer_by                    = "client_id"
    expose_headers                 = true
    introspection_url              = "https://example.okta.com/oauth2/default/v1/introspect"
    max_cache_entries              = 101
    scope_validation_criteria      = "OR"
    scopes                         = ["read", "write"]
    skip_client_id_validation      = true
    validated_token_ttl            = 101
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_external_oauth2_access_token_enforcement" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    authentication_timeout    = 101
    expose_headers            = true
    max_cache_entries         = 101
    scope_validation_criteria = "OR"
    scopes                    = ["READ", "WRITE"]
    secure_trust_store        = true
    skip_client_id_validation = true
    token_url                 = "https://provider.example.com/validate"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_health_check" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    endpoint    = "https://backend.example.com/health"
    path        = "/health"
    status_code = "200"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_access_block" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  depends_on      = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_spec_validation" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    block_operation          = false
    strict_params_validation = true
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_circuit_breaker" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    thresholds = {
      max_connection_pools = 101
      max_connections      = 101
      max_pending_requests = 101
      max_requests         = 101
      max_retries          = 101
    }
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}
