// The description of the API, drawn by Swagger UI. All its operations open at once say nothing.
window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui", docExpansion: "none" });
