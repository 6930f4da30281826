try {
  const response = await adminApi.createUser(userData);
} catch (error) {
  console.error('User creation error:', {
    error_code: error.error,
    description: error.error_description,
    details: error.details,
    request_id: error.request_id
  });
}
