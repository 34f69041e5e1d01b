# One of each policy of the table.

resource "gatehouse_anypoint_api_policy_client_id_enforcement" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    client_id_expression     = "#[attributes.headers['client_id']]"
    client_secret_expression = "#[attributes.headers['client_secret']]"
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
      headers = ["content-type"]
      methods = ["GET", "POST"]
      name    = "apps"
      origins = ["https://app.example.com"]
    }]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_credential_injection_basic_auth" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    custom_header       = "X-Authorization"
    password_wo         = "a-secret-of-this-test"
    password_wo_version = 1
    username            = "card-gateway"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_credential_injection_oauth2" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    client_id                = "0oa1b2c3d4e5f6g7h8i9"
    client_secret_wo         = "a-secret-of-this-test"
    client_secret_wo_version = 1
    oauth_service            = "https://example.okta.com/oauth2/default/v1/token"
    scope                    = ["cards.read"]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_external_oauth2_access_token_enforcement" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    scopes    = ["READ", "WRITE"]
    token_url = "https://provider.example.com/validate"
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

resource "gatehouse_anypoint_api_policy_http_basic_authentication" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    password_wo         = "a-secret-of-this-test"
    password_wo_version = 1
    username            = "card-shop"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_http_caching" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    http_caching_key    = "#[attributes.requestPath]"
    invalidation_header = "x-invalidate"
    max_cache_entries   = 10000
    request_expression  = "#[attributes.method == 'GET']"
    response_expression = "#[attributes.statusCode == 200]"
    ttl                 = 600
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

resource "gatehouse_anypoint_api_policy_ip_allowlist" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    ip_expression = "#[attributes.headers['x-forwarded-for']]"
    ips           = ["10.0.0.0/8", "192.168.3.1"]
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_ip_blocklist" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    ip_expression = "#[attributes.headers['x-forwarded-for']]"
    ips           = ["10.0.0.0/8", "192.168.3.1"]
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

resource "gatehouse_anypoint_api_policy_jwt_validation" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    client_id_expression = "#[vars.claimSet.cid]"
    jwks_url             = "https://example.okta.com/oauth2/default/v1/keys"
    jwt_expression       = "#[attributes.headers['jwt']]"
    jwt_origin           = "customExpression"
    signing_key_length   = 256
    supported_audiences  = "api://cards"
    text_key_wo          = "a-secret-of-this-test"
    text_key_wo_version  = 1
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_ldap_authentication" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    ldap_search_base                     = "ou=people,dc=example,dc=com"
    ldap_search_filter                   = "(uid={0})"
    ldap_server_url                      = "ldap://directory.example.com:389"
    ldap_server_user_dn                  = "cn=reader,dc=example,dc=com"
    ldap_server_user_password_wo         = "a-secret-of-this-test"
    ldap_server_user_password_wo_version = 1
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
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

resource "gatehouse_anypoint_api_policy_oauth2_token_introspection" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    authorization_value_wo         = "a-secret-of-this-test"
    authorization_value_wo_version = 1
    introspection_url              = "https://example.okta.com/oauth2/default/v1/introspect"
  }
  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]
}

resource "gatehouse_anypoint_api_policy_rate_limiting" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  allow_duplicate = true

  configuration = {
    key_selector = "#[attributes.queryParams['identifier']]"
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

resource "gatehouse_anypoint_api_policy_spike_control" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    delay_attempts              = 3
    delay_time_in_millis        = 500
    maximum_requests            = 20
    queuing_limit               = 5
    time_period_in_milliseconds = 1000
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
